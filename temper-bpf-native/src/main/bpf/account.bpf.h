/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whose time a CPU spends: what others must know of the task that runs there, and who pays for it.
 */
#ifndef TEMPER_ACCOUNT_H
#define TEMPER_ACCOUNT_H

#include "observe.bpf.h"
#include "queue.bpf.h"

/* the running task's layer pays for the time since the last time it did */
static __always_inline void t_account(struct t_cpu_state *c, struct t_cpu_stats *stats, u64 now,
				      bool stopped)
{
	u64 ns = t_elapsed(c->run_ns, now);
	u64 vtime = ns * c->inv_weight >> T_WEIGHT_SHIFT;

	c->run_ns = now;
	if (stats)
		t_record_time(c, t_layer_stats(stats, c->layer), ns, stopped);
	if (unlikely(c->precharge) && t_same_queue(c->charge, c->precharge_queue)) {
		vtime -= c->precharge;
		c->precharge = 0;
	}
	t_charge_layer(t_domain(c->domain), t_queue(c->charge), vtime, c->credit);
}

/* the queue of this domain or CPU whose virtual time grows while the task runs here */
static __always_inline struct t_queue_id t_charged_queue(const struct t_cfg *cfg,
							 struct task_struct *p, u32 layer, u32 cpu)
{
	if (t_is_pinned(p) || t_is_guest(cfg, p, layer))
		return t_cpu_queue(cfg, p, layer, cpu);
	return t_layer_queue(t_domain_of(cfg, cpu), layer);
}

/* what wakers and the accounts need to know of the task on this CPU */
static __always_inline void t_set_running(const struct t_cfg *cfg, struct task_struct *p,
					  u32 layer_nr, u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	const struct t_layer *layer = t_layer(cfg, layer_nr);

	c->layer = layer_nr;
	c->inv_weight = t_inv_weight_here(cfg, p, layer_nr, cpu);
	c->credit = layer->slice_ns * c->inv_weight >> T_WEIGHT_SHIFT;
	c->domain = t_domain_of(cfg, cpu);
	c->charge = t_charged_queue(cfg, p, layer_nr, cpu);
	c->run_kind = t_run_kind(cfg, layer_nr, cpu, c->charge.kind == T_QUEUE_CPU);
	/* a full barrier: whoever queues a task from now on sees this rank, see t_give_way() */
	t_exchange(&c->rank_plus_1, t_has_rank(cfg, p, layer_nr, cpu) ? layer->rank + 1 : 1);
}

/* the task on this CPU goes on: its slice is renewed and its virtual time moves */
static __always_inline void t_keep(const struct t_cfg *cfg, struct task_struct *prev, u32 cpu,
				   u64 now)
{
	struct t_task *t = t_task(prev);
	struct t_start start = { .move = T_NR_MOVES, .goes_on = 1 };
	struct t_queue *queue;

	t_account(t_cpu_state(cpu), t_stats(cpu), now, false);
	if (!t) {
		t_set_slice(prev, t_layer(cfg, cfg->default_layer)->slice_ns);
		return;
	}
	t_resolve(cfg, prev, t);
	t_set_running(cfg, prev, t->layer, cpu);
	if (unlikely(t->flags & T_TASK_WATCHED))
		t_cpu_state(cpu)->run_kind |= t_watch_start(cfg, prev, cpu, &start);
	t_place(prev, t, t_layer(cfg, t->layer), t_cpu_state(cpu)->charge);
	queue = t_queue(t->queue);
	t_raise(&queue->task_vtime_ns, t->vtime_ns);
	t_set_slice(prev, t_layer(cfg, t->layer)->slice_ns);
}

#endif /* TEMPER_ACCOUNT_H */

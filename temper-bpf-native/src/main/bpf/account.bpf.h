/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whose time a CPU spends: what others must know of the task that runs there, and who pays for it.
 */
#ifndef TEMPER_ACCOUNT_H
#define TEMPER_ACCOUNT_H

#include "resolve.bpf.h"
#include "observe.bpf.h"
#include "queue.bpf.h"

/* guests have had their share for a while; a long visit to an idle CPU counts as one slice */
static __always_inline void t_charge_guests(const struct t_cfg *cfg, struct t_cpu_state *c, u64 ns,
					    u64 now)
{
	u64 slice_ns = t_layer(cfg, c->layer)->slice_ns;
	u64 counts_ns = ns < slice_ns ? ns : slice_ns;
	u64 due_ns = now + counts_ns * c->guest_factor;

	/* the account is looked at again when the guest stops: it has run no more by then */
	if (c->layer == cfg->system_layer) {
		t_raise(&c->system_due_ns, due_ns);
		return;
	}
	t_raise(&c->guests_due_ns, due_ns);
	t_raise(&c->guests_half_ns, now + counts_ns);
}

/*
 * The running task's layer pays for the time since the last time it did, in virtual time and at its
 * ceiling; exec_ns is the task's se.sum_exec_runtime.
 */
static __always_inline void t_account(const struct t_cfg *cfg, u32 cpu, struct t_cpu_stats *stats,
				      u64 exec_ns, u64 now, bool stopped)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	struct t_queue_id books = t_layer_queue(c->domain, c->layer);
	u64 own_waiting = t_own_waiting(cpu) & t_contending_layers(cfg, cpu);
	u64 ns = t_elapsed(c->run_ns, now);
	u64 vtime = ns * c->inv_weight >> T_WEIGHT_SHIFT;

	c->run_ns = now;
	if (stats)
		t_record_time(c, t_layer_stats(stats, c->layer), ns, stopped);
	if (unlikely(c->guest_factor))
		t_charge_guests(cfg, c, ns, now);
	if (c->bound && !c->guest_factor) /* guests do not compete */
		t_charge_own(c, t_own_queue(cpu, c->layer), own_waiting & ~t_layer_bit(c->layer), vtime);
	if (unlikely(c->precharge) && t_same_queue(books, c->precharge_queue)) {
		vtime -= c->precharge;
		c->precharge = 0;
	}
	if (likely(!t_is_confined(cfg, c->layer)))
		t_charge_layer(t_domain(c->domain), t_queue(books),
			       (t_waiting(c->domain) & ~t_confined(cfg)) | own_waiting, vtime,
			       c->credit);
	else /* it competes with nobody, and owes and is owed nothing should it be let out */
		t_raise(&t_queue(books)->layer_vtime, t_domain(c->domain)->vtime - c->credit);
	t_settle(cfg, exec_ns, c->layer, cpu, stats, now);
}

/* the task on this CPU has run, and may go on; not static, see t_pick_layer() */
__noinline u32 t_account_so_far(u32 cpu, u64 exec_ns, u64 now)
{
	const struct t_cfg *cfg = t_config();

	if (cfg)
		t_account(cfg, cpu, t_stats(cpu), exec_ns, now, false);
	return 0;
}

/* what wakers and the accounts need to know of the task on this CPU */
static __always_inline void t_set_running(const struct t_cfg *cfg, struct task_struct *p,
					  u32 layer_nr, u32 cpu, u64 wait_ns, u64 now)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	const struct t_layer *layer = t_layer(cfg, layer_nr);
	bool bound = t_is_bound(cfg, p, layer_nr);

	c->layer = layer_nr;
	c->inv_weight = layer->inv_weight;
	c->credit = t_weighted(layer, layer->slice_ns);
	c->domain = t_domain_of(cfg, cpu);
	c->guest_factor = bound ? t_guest_factor(cfg, layer_nr, cpu) : 0;
	c->bound = bound;
	c->run_kind = t_run_kind(cfg, layer_nr, cpu, bound);
	t_begin_piece(cfg, p, layer_nr, cpu, wait_ns, now);
	/* a full barrier: whoever queues a task from now on sees this rank, see t_give_way() */
	t_exchange(&c->rank_plus_1, t_has_rank(cfg, layer_nr, cpu) ? layer->rank + 1 : 1);
}

/* the task on this CPU goes on: its slice is renewed and its virtual time moves */
static __noinline void t_keep(const struct t_cfg *cfg, struct task_struct *prev, u32 cpu, u64 now)
{
	struct t_task *t;
	struct t_start start = { .move = T_NR_MOVES, .goes_on = 1 };
	struct t_queue_id id;

	if (!cfg || !prev)
		return;
	t = t_task(prev);
	t_account_so_far(cpu, prev->se.sum_exec_runtime, now);
	if (!t) {
		u32 layer_nr = t_unknown_layer(cfg, prev);

		t_set_running(cfg, prev, layer_nr, cpu, 0, now);
		t_set_slice(prev, t_layer(cfg, layer_nr)->slice_ns);
		return;
	}
	t_resolve(cfg, prev, t);
	t_set_running(cfg, prev, t->layer, cpu, 0, now);
	if (unlikely(t->flags & T_TASK_WATCHED))
		t_cpu_state(cpu)->run_kind |= t_watch_start(cfg, prev, cpu, &start);
	id = t_queue_here(cfg, t->layer, cpu);
	t_set_slice(prev, t_place(cfg, prev, t, t_layer(cfg, t->layer), id));
	t_raise(t_task_vtime(id), t->vtime_ns);
}

#endif /* TEMPER_ACCOUNT_H */

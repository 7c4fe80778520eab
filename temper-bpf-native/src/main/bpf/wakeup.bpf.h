/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callbacks: a task becomes runnable.
 */
#ifndef TEMPER_WAKEUP_H
#define TEMPER_WAKEUP_H

#include "resolve.bpf.h"
#include "placement.bpf.h"

static __always_inline void t_begin_wait(struct t_task *t, u64 now)
{
	t->runnable_ns = now;
	t->flags |= T_TASK_WAITING;
}

T_OPS(select_cpu)
s32 temper_select_cpu(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	s32 cpu = (s32)ctx[1];
	const struct t_cfg *cfg = t_config();
	struct t_task *t = t_task(p);
	u64 now;

	if (unlikely(!cfg || !t))
		return cpu;
	now = t_now();
	t_resolve(cfg, p, t);
	t_begin_wait(t, now);
	if (t_place_wakeup(cfg, p, t, &cpu, ctx[2], now))
		t->flags &= ~T_TASK_PLACED;
	else
		t->flags |= T_TASK_PLACED;
	return cpu;
}

/* longer than the kernel lets anybody wait: who was not counted has run by then */
#define T_UNCOUNTED_NS 60000000000ULL

/* p, of a queue of this kind, waits: whoever would not find out by itself */
static __always_inline void t_tell(const struct t_cfg *cfg, struct task_struct *p,
				   struct t_queue_id id, u32 cpu, u64 enq_flags)
{
	/* this CPU will not serve it, and the others may be idle */
	if (t_has_fences(cfg) && id.kind == T_QUEUE_LAYER && !t_serves(cfg, cpu, id.layer))
		t_wake_idle(cfg, p, id.layer, cpu);
	/* the CPU has nothing else and will not ask again */
	if ((enq_flags & SCX_ENQ_LAST) && !t_is_held(id.layer))
		scx_bpf_kick_cpu(cpu, 0);
}

/* there is nothing to serve by: in the order in which they come */
static __always_inline void t_enqueue_unconfigured(struct task_struct *p, u64 enq_flags)
{
	struct t_queue_id id = t_layer_queue(0, 0);

	t_insert_vtime(p, t_dsq_id(id), T_UNKNOWN_SLICE_NS, *t_task_vtime(id), enq_flags);
}

/*
 * Without a context: waits where it would with one, uncounted. As if it had run for a slice since: at the front
 * each time, it would keep the layer's other tasks there from ever running. Where many wait, for a tick.
 */
static __always_inline void t_enqueue_unknown(const struct t_cfg *cfg, struct task_struct *p,
					      u32 cpu, u64 enq_flags)
{
	u32 layer_nr = t_unknown_layer(cfg, p);
	u64 slice_ns = t_layer(cfg, layer_nr)->slice_ns;
	struct t_queue_id id = t_queue_for(cfg, p, layer_nr, cpu);
	u64 dsq_id = t_dsq_id(id);
	/* who wakes up again and again runs for a short time: as little as a new task's */
	u64 ran_ns = enq_flags & SCX_ENQ_WAKEUP ? slice_ns / 4 : slice_ns;
	u64 vtime = t_unknown_vtime(p, id, slice_ns, ran_ns);

	if (scx_bpf_dsq_nr_queued(dsq_id) > T_CROWD)
		slice_ns = t_tick_ns() / 2; /* ends with the next tick */
	t_insert_vtime(p, dsq_id, slice_ns, vtime, enq_flags);
	t_tell(cfg, p, id, cpu, enq_flags);
}

/* Not inlined: nearly never, and the way of all others is the shorter for it. */
static __noinline void t_enqueue_uncounted(const struct t_cfg *cfg, struct task_struct *p,
					   u64 enq_flags)
{
	t_distrust_counts(T_UNCOUNTED_NS);
	t_count(t_stats(bpf_get_smp_processor_id()), nr_no_context);
	if (cfg)
		t_enqueue_unknown(cfg, p, scx_bpf_task_cpu(p), enq_flags);
	else
		t_enqueue_unconfigured(p, enq_flags);
}

T_OPS(enqueue)
void temper_enqueue(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	u64 enq_flags = ctx[1];
	const struct t_cfg *cfg = t_config();
	struct t_task *t = t_task(p);
	u32 cpu = scx_bpf_task_cpu(p);
	bool wakeup = enq_flags & SCX_ENQ_WAKEUP;
	struct t_cpu_stats *stats;
	struct t_queue_id id;
	u64 now;

	if (unlikely(!t))
		t = t_new_task(p);
	if (unlikely(!cfg || !t)) {
		t_enqueue_uncounted(cfg, p, enq_flags);
		return;
	}
	now = wakeup && t->flags & T_TASK_PLACED ? t->runnable_ns : t_now();
	if (!(t->flags & T_TASK_PLACED)) { /* else select_cpu has done it, if this is a wake-up just now */
		t_resolve(cfg, p, t);
		t_begin_wait(t, now);
	}
	t_look_at_kthread(p, t);
	if (wakeup && (t->flags & T_TASK_CPU_KTHREAD)) {
		t_place_cpu_kthread(p, t, t_layer(cfg, t->layer), cpu, enq_flags, now);
		return;
	}
	if (wakeup && !(t->flags & T_TASK_PLACED) && t_has_one_cpu(p) &&
	    t_place_pinned(cfg, p, t, cpu, enq_flags, now))
		return;
	t->flags &= ~T_TASK_PLACED;
	id = t_queue_for(cfg, p, t->layer, cpu);
	stats = t_stats(bpf_get_smp_processor_id());
	if (stats) {
		struct t_layer_stats *layer_stats = t_layer_stats(stats, t->layer);

		layer_stats->nr_queued++;
		layer_stats->nr_restricted += id.kind == T_QUEUE_CPU;
	}
	t_send(cfg, p, t, id, now, enq_flags);
	if (t->flags & T_TASK_LOOK_AGAIN)
		t_look_again(cfg, p, t, cpu, now);
	t_tell(cfg, p, id, cpu, enq_flags);
}

#endif /* TEMPER_WAKEUP_H */

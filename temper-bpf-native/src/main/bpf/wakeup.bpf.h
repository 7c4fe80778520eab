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

/*
 * No context, or no configuration: wait with the default layer, uncounted. As if it had run for a slice
 * since: at the front each time, it would keep the layer's other tasks there from ever running.
 */
static __noinline void t_enqueue_unknown(const struct t_cfg *cfg, struct task_struct *p,
					 u64 enq_flags)
{
	u32 cpu = scx_bpf_task_cpu(p);
	u32 layer_nr = t_index(cfg ? cfg->default_layer : 0, T_MAX_LAYERS);
	u32 domain = cfg ? t_domain_of(cfg, cpu) : 0;
	struct t_queue_id id = t_layer_queue(domain, layer_nr);
	u64 slice_ns = cfg ? t_layer(cfg, layer_nr)->slice_ns : 20000000;

	if (cfg && t_has_fences(cfg))
		id = t_is_pinned(p) ? t_cpu_queue(cfg, layer_nr, cpu) :
				      t_fenced_queue(cfg, p, layer_nr, cpu);
	t_distrust_counts(T_UNCOUNTED_NS);
	t_count(t_stats(bpf_get_smp_processor_id()), nr_no_context);
	t_insert_vtime(p, t_dsq_id(id), slice_ns, t_unknown_vtime(p, id, slice_ns, slice_ns),
		       enq_flags);
	if (cfg)
		t_tell(cfg, p, id, cpu, enq_flags);
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
		t_enqueue_unknown(cfg, p, enq_flags);
		return;
	}
	now = wakeup && t->flags & T_TASK_PLACED ? t->runnable_ns : t_now();
	if (!(t->flags & T_TASK_PLACED)) { /* else select_cpu has done it, if this is a wake-up just now */
		t_resolve(cfg, p, t);
		t_begin_wait(t, now);
	}
	if (wakeup && (t->flags & T_TASK_CPU_KTHREAD)) {
		t_place_cpu_kthread(p, t, t_layer(cfg, t->layer), cpu, enq_flags, now);
		return;
	}
	if (wakeup && !(t->flags & T_TASK_PLACED) && t_is_pinned(p) &&
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

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callback: a CPU needs work.
 */
#ifndef TEMPER_DISPATCH_H
#define TEMPER_DISPATCH_H

#include "service.bpf.h"
#include "account.bpf.h"

static __always_inline void t_adopt(const struct t_cfg *cfg, struct t_cpu_stats *stats)
{
	if (likely(!stats || stats->generation == cfg->generation))
		return;
	stats->generation_ns = bpf_ktime_get_ns();
	__sync_val_compare_and_swap(&stats->generation, stats->generation, cfg->generation);
}

static __always_inline bool t_nothing_waits(u64 waiting, u32 cpu)
{
	return !waiting && !t_own_waiting(cpu, T_CLASS_FAIR) &&
	       !t_own_waiting(cpu, T_CLASS_URGENT);
}

static __always_inline bool t_looks_around(u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);

	return temper_rodata.nr_domains > 1 && ++c->steal_clock % T_STEAL_EVERY == 0;
}

static __always_inline u32 t_prev_candidate(struct task_struct *prev, u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);

	if (c->charge.kind == T_QUEUE_CPU)
		return T_CANDIDATE_CPU + c->charge.sub;
	return c->layer;
}

/* what prev would wait with, in the terms of the queue that it would wait in */
static __always_inline u64 t_prev_vtime(const struct t_cfg *cfg, struct task_struct *prev,
					u32 prev_candidate, u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	struct t_task *t;
	u64 ns;

	if (prev_candidate == T_NO_CANDIDATE || !prev)
		return 0;
	t = t_task(prev);
	if (!t)
		return 0;
	ns = t_elapsed(t->charged_ns, prev->se.sum_exec_runtime);
	return t->vtime_ns + t_task_growth(prev, t_layer(cfg, c->layer), c->charge, ns);
}

/* time that nobody else wants goes to CONFINED layers; the one that has it keeps it */
static __noinline void t_spill(const struct t_cfg *cfg, struct task_struct *prev, u32 domain,
			       u32 cpu, u64 now)
{
	if (!cfg)
		return;
	if (prev && (prev->scx.flags & SCX_TASK_QUEUED) &&
	    t_tolerates(cfg, cpu, t_cpu_state(cpu)->layer)) {
		t_keep(cfg, prev, cpu, now);
		return;
	}
	if (!t_take_spilled(domain, cpu, now) && temper_rodata.nr_domains > 1)
		t_steal(cfg, domain, cpu, now, T_STEAL_SPILLED);
}

T_OPS(dispatch)
void temper_dispatch(unsigned long long *ctx)
{
	u32 cpu = (u32)ctx[0];
	struct task_struct *prev = T_TASK_ARG(ctx, 1);
	const struct t_cfg *cfg = t_config();
	struct t_cpu_stats *stats = t_stats(cpu);
	u32 prev_candidate = T_NO_CANDIDATE;
	u32 domain;
	u64 now, waiting;

	if (unlikely(!cfg))
		return;
	t_count(stats, nr_dispatches);
	t_adopt(cfg, stats);
	now = t_now();
	domain = t_domain_of(cfg, cpu);
	if (prev && (prev->scx.flags & SCX_TASK_QUEUED) &&
	    t_belongs_here(cfg, prev, t_cpu_state(cpu)->layer, cpu))
		prev_candidate = t_prev_candidate(prev, cpu);

	t_cpu_state(cpu)->seen_waiting = 0;
	if (t_looks_around(cpu) && t_steal(cfg, domain, cpu, now, T_STEAL_SERVED))
		return;
	if (unlikely(cfg->closed) && t_steal(cfg, domain, cpu, now, T_STEAL_CLOSED))
		return;
	waiting = t_waiting(domain) & t_served_layers(cfg, cpu, domain);
	/* of this domain alone: what is stolen from others is no reason to look again */
	t_cpu_state(cpu)->seen_waiting = waiting;
	if (!t_nothing_waits(waiting, cpu) &&
	    t_serve(domain, cpu, prev_candidate, t_prev_vtime(cfg, prev, prev_candidate, cpu), now))
		return;
	if (prev && prev_candidate != T_NO_CANDIDATE) {
		t_keep(cfg, prev, cpu, now);
		return;
	}
	if (temper_rodata.nr_domains > 1 && t_steal(cfg, domain, cpu, now, T_STEAL_SERVED))
		return;
	if (t_has_fences(cfg))
		t_spill(cfg, prev, domain, cpu, now);
}

#endif /* TEMPER_DISPATCH_H */

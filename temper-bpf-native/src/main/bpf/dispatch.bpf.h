/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callback: a CPU needs work.
 */
#ifndef TEMPER_DISPATCH_H
#define TEMPER_DISPATCH_H

#include "service.bpf.h"
#include "account.bpf.h"

static __always_inline void t_adopt(const struct t_cfg *cfg, struct t_cpu_stats *stats, u64 now)
{
	if (likely(!stats || stats->generation == cfg->generation))
		return;
	stats->generation_ns = now;
	__sync_val_compare_and_swap(&stats->generation, stats->generation, cfg->generation);
}

static __always_inline bool t_looks_around(u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);

	return temper_rodata.nr_domains > 1 && ++c->steal_clock % T_STEAL_EVERY == 0;
}

/*
 * Who waits in a domain whose CPUs are all behind fences has none there. But an owner of several such domains
 * has its own CPUs in each of them.
 */
static __always_inline bool t_looks_into_closed(const struct t_cfg *cfg, u32 cpu)
{
	return t_has_fences(cfg) && t_fence_owner(cfg, cpu) == T_MAX_LAYERS;
}

/* what prev would wait with, in terms of its layer's queue */
static __always_inline u64 t_prev_vtime(const struct t_cfg *cfg, struct task_struct *prev,
					u32 prev_layer, u32 cpu)
{
	struct t_queue_id id;
	struct t_task *t;
	u64 vtime;

	if (prev_layer == T_NO_LAYER || !prev)
		return 0;
	t = t_task(prev);
	id = t_queue_here(cfg, prev_layer, cpu);
	/* nothing is known of it: behind all who wait, or it would go on for ever */
	if (unlikely(!t))
		return READ_ONCE(*t_task_vtime(id)) + (1ULL << 62);
	vtime = t_vtime_in(prev, t, t_layer(cfg, prev_layer), id,
			   t_elapsed(t->charged_ns, prev->se.sum_exec_runtime));
	return id.kind == T_QUEUE_CPU ? t_in_layer_terms(cfg, id, vtime) : vtime;
}

/* the layer of the task that ran until now, if it may go on; T_NO_LAYER = there is none, or it may not */
static __always_inline u32 t_prev_layer(const struct t_cfg *cfg, struct task_struct *prev, u32 cpu,
					struct t_cpu_stats *stats, u64 now)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	u32 layer = c->layer;

	if (!prev || !(prev->scx.flags & SCX_TASK_QUEUED))
		return T_NO_LAYER;
	if (t_has_fences(cfg) && !t_serves(cfg, cpu, layer) && !c->bound &&
	    !(prev->flags & PF_EXITING))
		return T_NO_LAYER;
	if (likely(!t_is_capped(cfg, layer)))
		return layer;
	/* only now it is known what it used */
	t_account_so_far(cpu, prev->se.sum_exec_runtime, now);
	if (!t_is_held(layer) || (prev->flags & PF_EXITING))
		return layer;
	t_count(stats, layers[t_index(layer, T_MAX_LAYERS)].nr_held);
	return T_NO_LAYER;
}

/*
 * The short way, for nearly all switches of a CPU that is not fought over: one layer waits, in one
 * queue, so all that t_serve() looks up again and weighs is known.
 */
static __always_inline bool t_serve_alone(const struct t_cfg *cfg, u32 layer, bool in_own, u32 domain,
					  u32 cpu, u64 now)
{
	struct t_queue_id id = t_layer_queue(domain, layer);

	t_follow_layer(cfg, domain, cpu, layer);
	if (in_own) {
		id.kind = T_QUEUE_CPU;
		id.cpu = cpu;
	}
	return t_take(id, now);
}

/* who waits for this CPU in its own domain; true: a task of them is in the local queue */
static __always_inline bool t_serve_here(const struct t_cfg *cfg, struct task_struct *prev,
					 u32 prev_layer, u32 domain, u32 cpu, u64 now)
{
	u64 contending = t_contending_layers(cfg, cpu);
	u64 seen = t_cpu_state(cpu)->seen_waiting;
	u64 own = t_own_waiting(cpu);
	u64 guests = own & ~contending;
	bool prev_contends = prev_layer < T_MAX_LAYERS && t_has_layer(contending, prev_layer);

	if (t_is_alone(seen | own, prev_layer) && !guests && !(seen & own))
		return t_serve_alone(cfg, t_lowest_bit(seen | own), own, domain, cpu, now);
	/* its layer pays first, or it would look as if it had not run and go on */
	if (prev_layer != T_NO_LAYER && (seen || own))
		t_account_so_far(cpu, prev->se.sum_exec_runtime, now);
	if (unlikely(guests) && t_serve_guests(cpu, guests, true, now)) {
		/* prev waits in its stead: the guest must not give way to it at once, see t_give_way() */
		t_cpu_state(cpu)->seen_waiting |= (u64)prev_contends << (prev_layer & 63);
		return true;
	}
	if ((seen || own & contending) &&
	    t_serve(domain, cpu, prev_layer, t_prev_vtime(cfg, prev, prev_layer, cpu), now))
		return true;
	return unlikely(guests) && !prev_contends &&
	       t_serve_guests(cpu, guests, false, now);
}

/* time that nobody else wants goes to CONFINED layers; true: to the task that has it already */
static __always_inline bool t_spill(const struct t_cfg *cfg, struct task_struct *prev, u32 domain,
				    u32 cpu, u64 now)
{
	if (prev && (prev->scx.flags & SCX_TASK_QUEUED) && !t_is_held(t_cpu_state(cpu)->layer) &&
	    t_tolerates(cfg, cpu, t_cpu_state(cpu)->layer))
		return true;
	if (!t_take_spilled(domain, cpu, now) && temper_rodata.nr_domains > 1)
		t_steal(domain, cpu, now, T_STEAL_SPILLED);
	return false;
}

/* nobody who waits for this CPU goes first; false: others run here, from further away, or nobody */
static __always_inline bool t_prev_goes_on(const struct t_cfg *cfg, struct task_struct *prev,
					   u32 prev_layer, u32 domain, u32 cpu, u64 now)
{
	if (prev && prev_layer != T_NO_LAYER)
		return true;
	if (temper_rodata.nr_domains > 1 && t_steal(domain, cpu, now, T_STEAL_SERVED))
		return false;
	return t_has_fences(cfg) && t_spill(cfg, prev, domain, cpu, now);
}

T_OPS(dispatch)
void temper_dispatch(unsigned long long *ctx)
{
	u32 cpu = (u32)ctx[0];
	struct task_struct *prev = T_TASK_ARG(ctx, 1);
	const struct t_cfg *cfg = t_config();
	struct t_cpu_stats *stats = t_stats(cpu);
	u32 domain, prev_layer;
	u64 now;

	if (unlikely(!cfg))
		return;
	t_count(stats, nr_dispatches);
	now = t_now();
	t_adopt(cfg, stats, now);
	domain = t_domain_of(cfg, cpu);
	prev_layer = t_prev_layer(cfg, prev, cpu, stats, now);
	t_cpu_state(cpu)->seen_waiting = 0;
	if (t_looks_around(cpu) && t_steal(domain, cpu, now, T_STEAL_SERVED))
		return;
	if (unlikely(cfg->closed) && t_looks_into_closed(cfg, cpu) &&
	    t_steal(domain, cpu, now, T_STEAL_CLOSED))
		return;
	/* of this domain alone: what is stolen from others is no reason to look again */
	t_cpu_state(cpu)->seen_waiting = t_waiting(domain) & t_served_layers(cfg, cpu, domain);
	if (t_serve_here(cfg, prev, prev_layer, domain, cpu, now))
		return;
	if (t_prev_goes_on(cfg, prev, prev_layer, domain, cpu, now))
		t_keep(cfg, prev, cpu, now);
}

#endif /* TEMPER_DISPATCH_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callbacks: a task starts, stops and is looked at in the tick.
 */
#ifndef TEMPER_RUN_H
#define TEMPER_RUN_H

#include "dispatch.bpf.h"

/* the turn that dispatch granted, if this is a task of that layer */
static __always_inline u64 t_redeem_turn(const struct t_cfg *cfg, struct task_struct *p,
					 struct t_cpu_state *c, struct t_layer_stats *stats)
{
	if (likely(!c->turn_layer_plus_1) || c->turn_layer_plus_1 != c->layer + 1)
		return 0;
	c->turn_layer_plus_1 = 0;
	stats->nr_turns++;
	if (p->scx.slice < cfg->turn_ns)
		t_set_slice(p, cfg->turn_ns);
	return cfg->turn_ns;
}

/* out of its queue, if it was in one; the new layer */
static __always_inline u32 t_leave_queue(const struct t_cfg *cfg, struct task_struct *p,
					 struct t_task *t)
{
	if (t->flags & T_TASK_COUNTED) {
		t_count_out(t);
		t_raise(t_task_vtime(t->queue), p->scx.dsq_vtime); /* less than its own if it was late */
	}
	return likely(t->cfg_gen == cfg->generation) ? t->layer : t_resolve(cfg, p, t);
}

/* the queue's time goes on with a task that has no context as well */
static __always_inline void t_follow_unknown(const struct t_cfg *cfg, struct task_struct *p,
					     u32 layer_nr, u32 cpu)
{
	struct t_queue_id id = t_queue_here(cfg, layer_nr, cpu);
	u64 slice_ns = t_layer(cfg, layer_nr)->slice_ns;

	t_raise(t_task_vtime(id), t_unknown_vtime(p, id, slice_ns, 0));
}

/* before the CPU's state is that of this task */
static __always_inline struct t_start t_record_run(const struct t_cfg *cfg, struct t_task *t,
						   struct t_layer_stats *stats, u32 layer_nr,
						   u32 cpu, u64 now)
{
	struct t_start start = { .move = T_NR_MOVES };

	stats->nr_runs++;
	if (t->flags & T_TASK_WAITING) {
		start.wait_ns = t_elapsed(t->runnable_ns, now);
		t_record_wait(stats, start.wait_ns);
		if (unlikely(start.wait_ns >= T_DELAY_MIN_NS))
			t_record_delay(cpu, layer_nr, start.wait_ns, now);
	}
	if (t->last_cpu_plus_1 != cpu + 1 && t->last_cpu_plus_1) {
		start.move = t_move(cfg, t->last_cpu_plus_1 - 1, cpu);
		stats->nr_migrations[start.move & (T_NR_MOVES - 1)]++;
	}
	t->last_cpu_plus_1 = cpu + 1;
	return start;
}

/* somebody waits who would have taken this CPU from the layer, had it been seen in time */
static __always_inline bool t_higher_rank_waits(const struct t_cfg *cfg, u64 waiting, u32 rank)
{
	int i;

	bpf_for(i, 0, T_MAX_LAYERS) {
		const struct t_layer *layer;

		if (!waiting)
			break;
		layer = t_layer(cfg, t_lowest_bit(waiting));
		if (layer->rank > rank)
			return true;
		waiting &= waiting - 1;
	}
	return false;
}

/*
 * Between two tasks a CPU is nobody's victim. A waker that came then has put its task into a queue,
 * in which it is seen here, or else it sees the rank written here: one of the two acts. Layers that
 * dispatch has seen waiting are left out: it had its reasons, such as tasks that may not run here.
 */
static __always_inline void t_give_way(const struct t_cfg *cfg, u32 cpu, u32 layer_nr)
{
	u32 domain = t_domain_of(cfg, cpu);
	u64 waiting = t_waiting(domain) & cfg->preempting & ~t_cpu_state(cpu)->seen_waiting &
		      t_served_layers(cfg, cpu, domain);

	if (likely(!waiting) || !t_higher_rank_waits(cfg, waiting, t_layer(cfg, layer_nr)->rank))
		return;
	t_count(t_stats(cpu), layers[layer_nr & (T_MAX_LAYERS - 1)].nr_preempted);
	scx_bpf_kick_cpu(cpu, SCX_KICK_PREEMPT);
}

T_OPS(running)
void temper_running(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	const struct t_cfg *cfg = t_config();
	u32 cpu = scx_bpf_task_cpu(p);
	struct t_cpu_state *c = t_cpu_state(cpu);
	struct t_cpu_stats *stats = t_stats(cpu);
	struct t_task *t = t_task(p);
	struct t_layer_stats *layer_stats;
	struct t_start start = {};
	u64 now, guard_ns, min_run_ns;
	bool watched = false;
	u32 layer_nr;

	if (unlikely(!cfg || !stats))
		return;
	now = t_now();
	if (likely(t)) {
		layer_nr = t_leave_queue(cfg, p, t);
		start = t_record_run(cfg, t, t_layer_stats(stats, layer_nr), layer_nr, cpu, now);
		t->flags &= ~(T_TASK_WAITING | T_TASK_PLACED);
		watched = t->flags & T_TASK_WATCHED;
	} else {
		layer_nr = t_unknown_layer(cfg, p);
	}
	layer_stats = t_layer_stats(stats, layer_nr);
	stats->running = layer_nr + 1;
	c->run_ns = now;
	t_set_running(cfg, p, layer_nr, cpu, start.wait_ns, now);
	if (unlikely(!t))
		t_follow_unknown(cfg, p, layer_nr, cpu);
	if (unlikely(c->run_kind))
		t_record_place(layer_stats, c->run_kind);
	if (unlikely(watched))
		c->run_kind |= t_watch_start(cfg, p, cpu, &start);
	guard_ns = t_redeem_turn(cfg, p, c, layer_stats);
	min_run_ns = t_layer(cfg, layer_nr)->min_run_ns;
	if (guard_ns < min_run_ns)
		guard_ns = min_run_ns;
	/* no guard is no time: a waker that has read the clock just before would meet one */
	WRITE_ONCE(c->guard_until_ns, guard_ns ? now + guard_ns : 0);
	WRITE_ONCE(c->claim_until_ns, 0);
	if (t_has_fences(cfg) && !t_is_tolerated(cfg, p, layer_nr, cpu))
		scx_bpf_kick_cpu(cpu, SCX_KICK_PREEMPT); /* its layer or a fence has just changed */
	else if (!guard_ns)
		t_give_way(cfg, cpu, layer_nr);
}

T_OPS(stopping)
void temper_stopping(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	bool runnable = ctx[1];
	const struct t_cfg *cfg = t_config();
	u32 cpu = scx_bpf_task_cpu(p);
	struct t_cpu_state *c = t_cpu_state(cpu);
	struct t_cpu_stats *stats = t_stats(cpu);
	u64 now = t_now();

	if (stats) {
		stats->running = 0;
		if (runnable && t_before(now, READ_ONCE(c->claim_until_ns)))
			t_layer_stats(stats, c->layer)->nr_preempted++;
	}
	if (cfg)
		t_account(cfg, cpu, stats, p->se.sum_exec_runtime, now, true);
	WRITE_ONCE(c->rank_plus_1, 0);
}

/* its turn here is over: somebody of a higher rank waits, or the CPU is not the layer's any more */
static __always_inline bool t_must_stop(const struct t_cfg *cfg, struct task_struct *p, u32 cpu,
					u64 served)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	u32 layer = c->layer;

	if (t_has_fences(cfg) && !t_belongs_here(cfg, p, layer, cpu))
		return served || !t_tolerates(cfg, cpu, layer);
	return !t_before(t_now(), c->guard_until_ns) &&
	       t_higher_rank_waits(cfg, served & cfg->preempting, t_layer(cfg, layer)->rank);
}

/* so many guests wait that they cannot wait for the end of its slice */
static __always_inline void t_give_way_to_guests(struct task_struct *p, u64 guests, u32 cpu)
{
	u64 now = t_now();

	if (likely(!guests) || t_cpu_state(cpu)->guest_factor ||
	    t_before(now, t_cpu_state(cpu)->guard_until_ns))
		return;
	if (t_overdue_guest(guests, cpu, now) != T_NO_LAYER)
		t_set_slice(p, 0);
}

/* somebody of these layers was asked for, and cannot wait for the end of its slice either */
static __always_inline void t_give_way_to_asked(struct task_struct *p, u64 served, u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	u64 now = t_now();

	if (unlikely(served & READ_ONCE(c->asked)) && !t_before(now, c->asked_due_ns) &&
	    !t_before(now, c->guard_until_ns))
		t_set_slice(p, 0);
}

/* a CPU may have gone idle just before a task became visible in its queue, or a task been sent away from one */
static __noinline void t_wake_missed(const struct t_cfg *cfg, u64 waiting, u32 domain)
{
	int i;

	if (!cfg)
		return;
	bpf_for(i, 0, T_MAX_LAYERS) {
		if (!waiting || t_none_is_idle())
			break;
		t_wake_first(t_lowest_bit(waiting), domain, T_WAKE_LOOKS, 1);
		waiting &= waiting - 1;
	}
}

T_OPS(tick)
void temper_tick(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	const struct t_cfg *cfg = t_config();
	u32 cpu = scx_bpf_task_cpu(p);
	u64 waiting, own, contending;
	u32 domain;

	if (unlikely(!cfg))
		return;
	domain = t_domain_of(cfg, cpu);
	waiting = t_waiting(domain);
	own = t_own_waiting(cpu);
	contending = t_contending_layers(cfg, cpu);
	if (t_piece_is_over(cpu, t_now()))
		t_set_slice(p, 0);
	if (!waiting && !own && !t_has_fences(cfg))
		return;
	if (t_must_stop(cfg, p, cpu,
			(waiting & t_served_layers(cfg, cpu, domain)) | (own & contending))) {
		t_count(t_stats(cpu),
			layers[t_cpu_state(cpu)->layer & (T_MAX_LAYERS - 1)].nr_preempted);
		t_set_slice(p, 0);
	}
	if (waiting)
		t_wake_missed(cfg, waiting, domain);
	t_give_way_to_asked(p, waiting & t_served_layers(cfg, cpu, domain), cpu);
	/* the system layer's have a half as it is */
	t_give_way_to_guests(p, own & ~contending & ~t_layer_bit(cfg->system_layer), cpu);
}

#endif /* TEMPER_RUN_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which waiting task a CPU runs next, and what it owes for the time it got.
 *
 * Order of service among the layers that have someone waiting in the CPU's domain (the CPU's own
 * two queues stand among them):
 *   1. overdue: not served for so long that someone would wait longer than max_wait_ns;
 *   2. the highest rank that preempts, unless the layer with the least virtual time is by now
 *      owed a whole turn: then that one, guarded against preemption for the turn;
 *   3. the layer with the least virtual time.
 * Owing in whole turns keeps the interruptions of a preempting layer few: its share is the same.
 * Then other domains, then the task that ran until now.
 */
#ifndef TEMPER_SERVICE_H
#define TEMPER_SERVICE_H

#include "resolve.bpf.h"
#include "queue.bpf.h"

enum {
	/* candidates: layers by their number, then the CPU's own queues by class */
	T_CANDIDATE_CPU = T_MAX_LAYERS,
	T_NO_CANDIDATE = 255,
	T_STEAL_EVERY = 16,	/* dispatches between two looks at the other domains first */
};

struct t_choice {
	u32 overdue;
	u32 urgent;
	u32 urgent_rank_plus_1;
	u32 fair;
	u64 urgent_vtime;
	u64 fair_vtime;
};

static __always_inline struct t_queue_id t_candidate_queue(u32 candidate, u32 domain, u32 cpu)
{
	if (candidate >= T_CANDIDATE_CPU)
		return (struct t_queue_id){ .kind = T_QUEUE_CPU,
					    .sub = candidate - T_CANDIDATE_CPU,
					    .where = cpu };
	return t_layer_queue(domain, candidate);
}

/* whose weight and slice stand for a CPU's own queue: the default layer's */
static __always_inline const struct t_layer *t_candidate_layer(const struct t_cfg *cfg,
							       u32 candidate)
{
	return t_layer(cfg, candidate < T_CANDIDATE_CPU ? candidate : cfg->default_layer);
}

static __always_inline bool t_is_overdue(const struct t_cfg *cfg, struct t_queue *queue, s32 nr,
					 u64 now)
{
	/* in units of 2^10 ns, so that the product stays in range */
	u64 since = t_elapsed(READ_ONCE(queue->served_ns), now) >> 10;

	return since * (nr + 1) > cfg->max_wait_ns >> 10;
}

static __always_inline void t_offer(struct t_choice *choice, u32 candidate, u64 vtime, bool urgent,
				    u32 rank)
{
	if (choice->fair == T_NO_CANDIDATE || t_before(vtime, choice->fair_vtime)) {
		choice->fair = candidate;
		choice->fair_vtime = vtime;
	}
	if (urgent && rank + 1 > choice->urgent_rank_plus_1) {
		choice->urgent = candidate;
		choice->urgent_vtime = vtime;
		choice->urgent_rank_plus_1 = rank + 1;
	}
}

static __always_inline s32 t_nr_waiting(struct t_queue *queue)
{
	s32 nr = READ_ONCE(queue->nr);

	return nr <= 0 && unlikely(t_counts_broken) ? 1 : nr;
}

static __always_inline void t_offer_layer(const struct t_cfg *cfg, struct t_choice *choice,
					  u32 domain, u32 nr, u32 prev_candidate, u64 now)
{
	struct t_queue *queue = &t_domain(domain)->queues[nr & (T_MAX_LAYERS - 1)];
	const struct t_layer *layer = t_layer(cfg, nr);
	s32 waiting = t_nr_waiting(queue);

	if (waiting <= 0 && nr != prev_candidate)
		return;
	if (waiting > 0 && t_is_overdue(cfg, queue, waiting, now))
		choice->overdue = nr;
	t_offer(choice, nr, READ_ONCE(queue->layer_vtime), t_preempts(layer), layer->rank);
}

static __always_inline void t_offer_own(const struct t_cfg *cfg, struct t_choice *choice, u32 cpu,
					u32 class, u32 prev_candidate, u64 now)
{
	struct t_queue *queue = &t_cpu_state(cpu)->queues[class & (T_NR_CLASSES - 1)];
	u32 candidate = T_CANDIDATE_CPU + class;
	s32 waiting = t_nr_waiting(queue);

	if (waiting <= 0 && candidate != prev_candidate)
		return;
	if (waiting > 0 && t_is_overdue(cfg, queue, waiting, now))
		choice->overdue = candidate;
	/* they can run nowhere else: first among those that preempt */
	t_offer(choice, candidate, READ_ONCE(queue->layer_vtime), class == T_CLASS_URGENT,
		T_MAX_RANK);
}

/* the layer with the least virtual time has waited for the preempting one long enough */
static __always_inline bool t_is_owed_a_turn(const struct t_cfg *cfg, const struct t_choice *choice)
{
	s64 lead = choice->urgent_vtime - choice->fair_vtime;
	const struct t_layer *layer = t_candidate_layer(cfg, choice->fair);

	return choice->fair != choice->urgent &&
	       lead > (s64)t_weighted(layer, cfg->turn_ns);
}

/* ---- taking ------------------------------------------------------------------------------- */

static __always_inline bool t_take(u32 candidate, u32 domain, u32 cpu, u64 now)
{
	struct t_queue_id id = t_candidate_queue(candidate, domain, cpu);
	struct t_queue *queue = t_queue(id);

	if (!t_move_to_local(t_dsq_id(id)))
		return false;
	WRITE_ONCE(queue->served_ns, now);
	t_raise(&t_domain(domain)->vtime, READ_ONCE(queue->layer_vtime));
	return true;
}

/* the turn is paid in advance, so that the other CPUs do not all give one */
static __always_inline void t_grant_turn(const struct t_cfg *cfg, u32 candidate, u32 domain,
					 u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	u64 advance = t_weighted(t_candidate_layer(cfg, candidate), cfg->turn_ns);

	c->turn_candidate_plus_1 = candidate + 1;
	c->precharge = advance;
	c->precharge_queue = t_candidate_queue(candidate, domain, cpu);
	__sync_fetch_and_add(&t_queue(c->precharge_queue)->layer_vtime, advance);
}

/* anything at all that may run here; the chosen queue had nothing for this CPU */
static __noinline bool t_take_any(const struct t_cfg *cfg, u32 domain, u32 cpu, u64 now)
{
	u32 nr_layers = t_nr_layers_seen;
	int nr;

	if (t_take(T_CANDIDATE_CPU + T_CLASS_URGENT, domain, cpu, now) ||
	    t_take(T_CANDIDATE_CPU + T_CLASS_FAIR, domain, cpu, now))
		return true;
	bpf_for(nr, 0, T_MAX_LAYERS) {
		if (nr >= nr_layers)
			break;
		if (t_nr_waiting(&t_domain(domain)->queues[nr & (T_MAX_LAYERS - 1)]) > 0 &&
		    t_take(nr, domain, cpu, now))
			return true;
	}
	return false;
}

/* true: a task is in the local queue; false: go on with the one that ran until now, if any */
static __noinline bool t_serve(const struct t_cfg *cfg, u32 domain, u32 cpu, u32 prev_candidate,
			      u64 now)
{
	struct t_choice choice = {
		.overdue = T_NO_CANDIDATE,
		.urgent = T_NO_CANDIDATE,
		.fair = T_NO_CANDIDATE,
	};
	u32 nr_layers = t_nr_layers_seen;
	bool turn = false;
	u32 pick;
	int nr;

	if (!cfg)
		return false;
	bpf_for(nr, 0, T_MAX_LAYERS) {
		if (nr >= nr_layers)
			break;
		t_offer_layer(cfg, &choice, domain, nr, prev_candidate, now);
	}
	if (t_domain_of(cfg, cpu) == domain) {
		t_offer_own(cfg, &choice, cpu, T_CLASS_FAIR, prev_candidate, now);
		t_offer_own(cfg, &choice, cpu, T_CLASS_URGENT, prev_candidate, now);
	}
	pick = choice.overdue;
	if (pick == T_NO_CANDIDATE) {
		pick = choice.urgent;
		if (pick == T_NO_CANDIDATE || t_is_owed_a_turn(cfg, &choice)) {
			turn = pick != T_NO_CANDIDATE;
			pick = choice.fair;
		}
	}
	if (pick == T_NO_CANDIDATE)
		return false;
	if (t_take(pick, domain, cpu, now)) {
		if (turn)
			t_grant_turn(cfg, pick, domain, cpu);
		return true;
	}
	if (pick == prev_candidate)
		return false;
	return t_take_any(cfg, domain, cpu, now);
}

static __noinline bool t_steal(const struct t_cfg *cfg, u32 domain, u32 cpu, u64 now)
{
	u32 nr_domains = temper_rodata.nr_domains;
	int i;

	if (!cfg)
		return false;
	bpf_for(i, 1, T_MAX_DOMAINS) {
		u32 other = domain + i;

		if (i >= nr_domains)
			break;
		if (other >= nr_domains)
			other -= nr_domains;
		if ((READ_ONCE(t_domain(other)->nr) > 0 || unlikely(t_counts_broken)) &&
		    t_serve(cfg, other, cpu, T_NO_CANDIDATE, now)) {
			t_count(t_stats(cpu), nr_steals);
			return true;
		}
	}
	return false;
}

/* ---- accounts ----------------------------------------------------------------------------- */

/* the running task's layer pays for the time since the last time it did */
static __always_inline void t_account(const struct t_cfg *cfg, u32 cpu, u64 now)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	struct t_cpu_stats *stats = t_stats(cpu);
	u64 ns = t_elapsed(c->run_ns, now);
	u64 paid = 0;

	c->run_ns = now;
	if (stats)
		t_layer_stats(stats, c->layer)->run_ns += ns;
	if (c->charge.kind == T_QUEUE_NONE)
		return;
	if (c->precharge && t_same_queue(c->charge, c->precharge_queue)) {
		paid = c->precharge;
		c->precharge = 0;
	}
	t_charge_layer(t_domain(t_domain_of(cfg, cpu)), t_queue(c->charge),
		       t_layer(cfg, c->layer), ns, paid);
}

/* what wakers and the accounts need to know of the task on this CPU */
static __always_inline void t_set_running(const struct t_cfg *cfg, struct task_struct *p,
					  u32 layer_nr, u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	const struct t_layer *layer = t_layer(cfg, layer_nr);

	c->layer = layer_nr;
	c->charge = t_is_pinned(p) ? t_cpu_queue(cpu, layer) :
				     t_layer_queue(t_domain_of(cfg, cpu), layer_nr);
	WRITE_ONCE(c->rank_plus_1, layer->rank + 1);
}

/* the task on this CPU goes on: its slice is renewed and its virtual time moves */
static __always_inline void t_keep(const struct t_cfg *cfg, struct task_struct *prev, u32 cpu,
				   u64 now)
{
	struct t_task *t = t_task(prev);
	struct t_queue *queue;

	t_account(cfg, cpu, now);
	if (!t) {
		t_set_slice(prev, t_layer(cfg, cfg->default_layer)->slice_ns);
		return;
	}
	t_resolve(cfg, prev, t);
	t_set_running(cfg, prev, t->layer, cpu);
	t_place(prev, t, t_layer(cfg, t->layer), t_cpu_state(cpu)->charge);
	queue = t_queue(t->queue);
	t_raise(&queue->task_vtime_ns, t->vtime_ns);
	t_set_slice(prev, t_layer(cfg, t->layer)->slice_ns);
}

#endif /* TEMPER_SERVICE_H */

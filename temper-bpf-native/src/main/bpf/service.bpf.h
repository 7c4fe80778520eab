/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which waiting task a CPU runs next.
 *
 * Order of service among the layers that have someone waiting in the CPU's domain (the CPU's own
 * two queues stand among them):
 *   1. overdue: not served for so long that someone would wait longer than max_wait_ns (for a
 *      guarded turn, where it would be preempted at once otherwise);
 *   2. the highest rank that preempts, unless the layer with the least virtual time is by now
 *      owed a whole turn: then that one, guarded against preemption for the turn;
 *   3. the layer with the least virtual time.
 * Owing in whole turns keeps the interruptions of a preempting layer few: its share is the same.
 * Then other domains, then the task that ran until now. Behind a fence there is one layer; elsewhere
 * CONFINED layers come after all that, with the time that nobody else wants.
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

/* layers that have somebody waiting in the domain, in any configuration there was */
static __always_inline u64 t_waiting(u32 domain)
{
	return unlikely(t_counts_broken) ? ~0ULL : READ_ONCE(t_domain(domain)->waiting);
}

static __always_inline bool t_own_waiting(u32 cpu, u32 class)
{
	return READ_ONCE(t_cpu_state(cpu)->queues[class & (T_NR_CLASSES - 1)].nr) > 0 ||
	       unlikely(t_counts_broken);
}

static __always_inline void t_offer_layer(const struct t_cfg *cfg, struct t_choice *choice,
					  u32 domain, u32 nr, u64 now)
{
	struct t_queue *queue = &t_domain(domain)->queues[nr & (T_MAX_LAYERS - 1)];
	const struct t_layer *layer = t_layer(cfg, nr);
	s32 waiting = READ_ONCE(queue->nr);

	if (waiting > 0 && t_is_overdue(cfg, queue, waiting, now))
		choice->overdue = nr;
	t_offer(choice, nr, READ_ONCE(queue->layer_vtime), t_preempts(layer), layer->rank);
}

/* they can run nowhere else: the urgent ones come first among those that preempt */
static __always_inline void t_offer_own(const struct t_cfg *cfg, struct t_choice *choice, u32 cpu,
					u32 class, u64 now)
{
	struct t_queue *queue = &t_cpu_state(cpu)->queues[class & (T_NR_CLASSES - 1)];
	s32 waiting = READ_ONCE(queue->nr);

	if (waiting > 0 && t_is_overdue(cfg, queue, waiting, now))
		choice->overdue = T_CANDIDATE_CPU + class;
	t_offer(choice, T_CANDIDATE_CPU + class, READ_ONCE(queue->layer_vtime),
		class == T_CLASS_URGENT, T_MAX_RANK);
}

/* the layer with the least virtual time has waited for the preempting one long enough */
static __always_inline bool t_is_owed_a_turn(const struct t_cfg *cfg, const struct t_choice *choice)
{
	s64 lead = choice->urgent_vtime - choice->fair_vtime;
	const struct t_layer *layer = t_candidate_layer(cfg, choice->fair);

	return choice->fair != choice->urgent &&
	       lead > (s64)t_weighted(layer, cfg->turn_ns);
}

/*
 * The first of the queue must wait: the task that ran until now, of the same queue, has less virtual
 * time still. Without this two tasks of one queue would take turns whatever their nice value.
 */
static __noinline bool t_prev_goes_first(u64 dsq_id, u64 prev_vtime)
{
	struct bpf_iter_scx_dsq it;
	struct task_struct *head;
	bool first = false;

	if (!bpf_iter_scx_dsq_new(&it, dsq_id, 0)) {
		head = bpf_iter_scx_dsq_next(&it);
		first = head && t_before(prev_vtime, head->scx.dsq_vtime);
	}
	bpf_iter_scx_dsq_destroy(&it);
	return first;
}

/* ---- taking ------------------------------------------------------------------------------- */

static __always_inline bool t_take(u32 candidate, u32 domain, u32 cpu, u64 now)
{
	struct t_queue_id id = t_candidate_queue(candidate, domain, cpu);
	struct t_queue *queue = t_queue(id);

	if (!t_move_to_local(t_dsq_id(id)))
		return false;
	WRITE_ONCE(queue->served_ns, now);
	return true;
}

/* the turn is paid in advance, so that the other CPUs do not all give one */
static __always_inline void t_grant_turn(const struct t_cfg *cfg, u32 candidate, u32 domain,
					 u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	u64 advance = t_weighted(t_candidate_layer(cfg, candidate), cfg->turn_ns);

	if (c->precharge) /* the turn before was never taken up */
		__sync_fetch_and_add(&t_queue(c->precharge_queue)->layer_vtime, -c->precharge);
	c->turn_candidate_plus_1 = candidate + 1;
	c->precharge = advance;
	c->precharge_queue = t_candidate_queue(candidate, domain, cpu);
	__sync_fetch_and_add(&t_queue(c->precharge_queue)->layer_vtime, advance);
}

/* anything at all that may run here; the chosen queue had nothing for this CPU */
static __noinline bool t_take_any(u64 layers, u32 domain, u32 cpu, u64 now)
{
	int i;

	if (t_take(T_CANDIDATE_CPU + T_CLASS_URGENT, domain, cpu, now) ||
	    t_take(T_CANDIDATE_CPU + T_CLASS_FAIR, domain, cpu, now))
		return true;
	bpf_for(i, 0, T_MAX_LAYERS) {
		if (!layers)
			break;
		if (t_take(t_lowest_bit(layers), domain, cpu, now))
			return true;
		layers &= layers - 1;
	}
	return false;
}

/* true: a task is in the local queue; false: go on with the one that ran until now, if any */
static __always_inline u32 t_choose(const struct t_cfg *cfg, struct t_choice *choice, bool *turn)
{
	*turn = false;
	if (choice->overdue != T_NO_CANDIDATE) {
		*turn = choice->urgent != T_NO_CANDIDATE && choice->urgent != choice->overdue;
		return choice->overdue;
	}
	if (choice->urgent == T_NO_CANDIDATE)
		return choice->fair;
	if (!t_is_owed_a_turn(cfg, choice))
		return choice->urgent;
	*turn = true;
	return choice->fair;
}

/* one layer waits, and nobody else wants the CPU: there is nothing to weigh */
static __always_inline bool t_is_alone(u64 layers, u32 prev_candidate, u32 cpu)
{
	return layers && !(layers & (layers - 1)) && prev_candidate == T_NO_CANDIDATE &&
	       !t_own_waiting(cpu, T_CLASS_FAIR) && !t_own_waiting(cpu, T_CLASS_URGENT);
}

static __always_inline bool t_take_alone(u32 domain, u32 layer, u32 cpu, u64 now)
{
	t_raise(&t_domain(domain)->vtime, READ_ONCE(t_queue(t_layer_queue(domain, layer))->layer_vtime));
	return t_take(layer, domain, cpu, now);
}

/*
 * Not static: the verifier then looks at it once, on its own, and not again for each caller. Such
 * a function cannot be given the configuration, it takes the pointer itself.
 */
__noinline u32 t_serve(u32 domain, u32 cpu, u32 prev_candidate, u64 prev_vtime, u64 now)
{
	const struct t_cfg *cfg = t_config();
	struct t_choice choice = {
		.overdue = t_unknown(T_NO_CANDIDATE),
		.urgent = t_unknown(T_NO_CANDIDATE),
		.urgent_rank_plus_1 = t_unknown(0),
		.fair = t_unknown(T_NO_CANDIDATE),
		.urgent_vtime = t_unknown(0),
		.fair_vtime = t_unknown(0),
	};
	u64 all, layers;
	bool turn;
	u32 pick;
	int i;

	if (!cfg)
		return false;
	all = t_waiting(domain) & t_served_layers(cfg, cpu, domain);
	layers = all;
	if (prev_candidate < T_MAX_LAYERS)
		layers |= 1ULL << prev_candidate;
	if (t_is_alone(layers, prev_candidate, cpu))
		return t_take_alone(domain, t_lowest_bit(layers), cpu, now);
	bpf_for(i, 0, T_MAX_LAYERS) {
		if (!layers)
			break;
		t_offer_layer(cfg, &choice, domain, t_lowest_bit(layers), now);
		layers &= layers - 1;
	}
	if (t_own_waiting(cpu, T_CLASS_FAIR) || prev_candidate == T_CANDIDATE_CPU + T_CLASS_FAIR)
		t_offer_own(cfg, &choice, cpu, T_CLASS_FAIR, now);
	if (t_own_waiting(cpu, T_CLASS_URGENT) || prev_candidate == T_CANDIDATE_CPU + T_CLASS_URGENT)
		t_offer_own(cfg, &choice, cpu, T_CLASS_URGENT, now);

	pick = t_choose(cfg, &choice, &turn);
	if (pick == T_NO_CANDIDATE)
		return false;
	/*
	 * The least of those that want the CPU, not the one taken: who comes back from a pause starts
	 * there, and must not pay for what a layer of a higher rank took beyond its share.
	 */
	t_raise(&t_domain(domain)->vtime, choice.fair_vtime);
	if (pick == prev_candidate && pick != choice.overdue &&
	    t_prev_goes_first(t_dsq_id(t_candidate_queue(pick, domain, cpu)), prev_vtime))
		return false;
	if (t_take(pick, domain, cpu, now)) {
		if (pick == choice.overdue && pick < T_MAX_LAYERS)
			t_count(t_stats(cpu), layers[pick & (T_MAX_LAYERS - 1)].nr_overdue);
		if (turn)
			t_grant_turn(cfg, pick, domain, cpu);
		return true;
	}
	return pick != prev_candidate && t_take_any(all, domain, cpu, now);
}

/* from the layers whose own CPUs are all busy: what they get here nobody else wants */
__noinline u32 t_take_spilled(u32 domain, u32 cpu, u64 now)
{
	const struct t_cfg *cfg = t_config();
	u64 layers;
	int i;

	if (!cfg)
		return false;
	layers = t_waiting(domain) & t_spilling_layers(cfg, cpu, domain);
	bpf_for(i, 0, T_MAX_LAYERS) {
		if (!layers)
			break;
		if (t_take(t_lowest_bit(layers), domain, cpu, now))
			return true;
		layers &= layers - 1;
	}
	return false;
}

enum t_steal_kind {
	T_STEAL_SERVED,		/* what this CPU serves in ordinary order */
	T_STEAL_SPILLED,	/* ... and if there is nothing of that */
	T_STEAL_CLOSED,		/* as T_STEAL_SERVED, from domains that have no CPU for it */
};

static __noinline bool t_steal(const struct t_cfg *cfg, u32 domain, u32 cpu, u64 now, u32 kind)
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
		if (kind == T_STEAL_CLOSED && !(cfg->closed >> (other & (T_MAX_DOMAINS - 1)) & 1))
			continue;
		if (t_waiting(other) &&
		    (kind == T_STEAL_SPILLED ? t_take_spilled(other, cpu, now) :
					       t_serve(other, cpu, T_NO_CANDIDATE, 0, now))) {
			t_count(t_stats(cpu), nr_steals);
			return true;
		}
	}
	return false;
}

#endif /* TEMPER_SERVICE_H */

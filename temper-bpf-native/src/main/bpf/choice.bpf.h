/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which layer a CPU serves next. Among those that have someone waiting for the CPU, in the queue of
 * its domain or in its own:
 *   1. overdue: not served for so long that someone would wait longer than max_wait_ns (for a
 *      guarded turn, where it would be preempted at once otherwise);
 *   2. the highest rank that preempts, unless the layer with the least virtual time is by now
 *      owed a whole turn: then that one, guarded against preemption for the turn;
 *   3. the layer with the least virtual time; of those that have only tasks which can run nowhere else, the one
 *      that had least of this CPU.
 * Owing in whole turns keeps the interruptions of a preempting layer few: its share is the same.
 */
#ifndef TEMPER_CHOICE_H
#define TEMPER_CHOICE_H

#include "queue.bpf.h"

enum {
	T_NO_LAYER = T_MAX_LAYERS,
	T_ASKED_NS = 400000000,	/* what a CPU was asked for before is out of date: rounds of the timer, and it was late */
};

/* what t_pick_layer() returns */
enum t_pick {
	T_PICK_LAYER = 0xff,	/* which; T_NO_LAYER = nobody */
	T_PICK_TURN = 1 << 8,	/* for a guarded turn */
	T_PICK_OVERDUE = 1 << 9,
	T_PICK_SHARED = 1 << 10, /* it has somebody for the CPU, perhaps, in its queue of the domain */
	T_PICK_OWN = 1 << 11,	/* ... in the CPU's own */
	T_PICK_BOTH = T_PICK_SHARED | T_PICK_OWN,
};

struct t_choice {
	u32 overdue;
	u32 urgent;
	u32 urgent_rank_plus_1;
	u32 fair;
	u64 urgent_vtime;
	u64 fair_vtime;
};

/* who waits for a CPU in a domain and competes by rank and virtual time, so no guests: bits of layers */
struct t_waiters {
	u64 shared;	/* in the domain's queues, of layers that the CPU serves there: somebody for it, perhaps */
	u64 own;	/* in the CPU's own queues, if this is its domain */
};

/* ---- the rules ---------------------------------------------------------------------------- */

/* how long nr tasks would wait at this pace, in units of 2^10 ns, so that it stays in range */
static __always_inline u64 t_pace(u64 served_ns, s32 nr, u64 now)
{
	return nr > 0 ? (t_elapsed(served_ns, now) >> 10) * (u32)(nr + 1) : 0;
}

static __always_inline u64 t_queue_pace(struct t_queue_id id, u64 now)
{
	return t_pace(READ_ONCE(*t_served_ns(id)), t_nr_waiting(id), now);
}

static __always_inline bool t_is_too_long(const struct t_cfg *cfg, u64 pace)
{
	return pace > cfg->max_wait_ns >> 10;
}

/* its ceiling holds the layer, or did lately, so that all of it wait for long, which makes none of them overdue */
static __always_inline bool t_was_held(const struct t_cfg *cfg, u32 nr, u64 now)
{
	return !t_is_too_long(cfg, t_pace(t_ceiling(nr)->last_held_ns, 1, now));
}

/* 1 or 0, without a branch: the verifier would look twice at all that comes after it */
static __always_inline u64 t_any(u32 nr)
{
	return ((u64)nr + 0xffffffff) >> 32;
}

/* at that of its slower queue; shared, own: the layers that have somebody there */
static __always_inline u64 t_layer_pace(const struct t_cfg *cfg, u32 nr, u64 shared, u64 own,
					u32 domain, u32 cpu, u64 now)
{
	u64 pace = 0, own_pace = 0;
	u32 arrears = 0;

	if (t_has_layer(shared, nr)) {
		pace = t_queue_pace(t_layer_queue(domain, nr), now);
		arrears = READ_ONCE(*t_arrears(t_layer_queue(domain, nr)));
	}
	if (t_has_layer(own, nr)) {
		own_pace = t_queue_pace(t_cpu_queue(cfg, nr, cpu), now);
		arrears |= READ_ONCE(*t_arrears(t_cpu_queue(cfg, nr, cpu)));
	}
	/* but those who are long due all the same, see t_neglected() */
	if (t_is_capped(cfg, nr) && t_was_held(cfg, nr, now))
		return t_any(arrears) * (READ_ONCE(t_held) >> nr & 1) * (cfg->max_wait_ns >> 9);
	return own_pace > pace ? own_pace : pace;
}

static __always_inline void t_offer_layer(const struct t_cfg *cfg, struct t_choice *choice,
					  u32 domain, u32 nr)
{
	const struct t_layer *layer = t_layer(cfg, nr);
	u64 vtime = READ_ONCE(t_queue(t_layer_queue(domain, nr))->layer_vtime);

	if (choice->fair == T_NO_LAYER || t_before(vtime, choice->fair_vtime)) {
		choice->fair = nr;
		choice->fair_vtime = vtime;
	}
	if (t_preempts(layer) && layer->rank + 1 > choice->urgent_rank_plus_1) {
		choice->urgent = nr;
		choice->urgent_vtime = vtime;
		choice->urgent_rank_plus_1 = layer->rank + 1;
	}
}

/* ---- the choice --------------------------------------------------------------------------- */

static __always_inline void t_look_at(const struct t_cfg *cfg, u32 domain, u32 cpu,
				      struct t_waiters *w)
{
	const struct t_cpu_state *c = t_cpu_state(cpu);
	u64 own = domain == t_domain_of(cfg, cpu) ? t_own_waiting(cpu) : 0;

	w->shared = t_waiting(domain) & t_served_layers(cfg, cpu, domain) &
		    ~(c->none_here | c->passed_over);
	w->own = own & t_contending_layers(cfg, cpu) & ~c->passed_over;
}

/* of the layers one waits, and nobody else wants the CPU: there is nothing to weigh */
static __always_inline bool t_is_alone(u64 layers, u32 prev_layer)
{
	return layers && !(layers & (layers - 1)) && prev_layer == T_NO_LAYER;
}

static __always_inline u32 t_sources(const struct t_waiters *w, u32 layer)
{
	return (t_has_layer(w->shared, layer) ? T_PICK_SHARED : 0) |
	       (t_has_layer(w->own, layer) ? T_PICK_OWN : 0);
}

/* the domain's virtual time follows those that compete */
static __always_inline void t_follow(const struct t_cfg *cfg, u32 domain, u32 cpu, u64 vtime)
{
	if (t_fence_owner(cfg, cpu) == T_MAX_LAYERS)
		t_raise(&t_domain(domain)->vtime, vtime);
}

static __always_inline void t_follow_layer(const struct t_cfg *cfg, u32 domain, u32 cpu, u32 layer)
{
	t_follow(cfg, domain, cpu, READ_ONCE(t_queue(t_layer_queue(domain, layer))->layer_vtime));
}

/* the next one after the layer that was served last, in the order of their numbers and round again */
static __always_inline u32 t_next_asked(u64 asked, u32 last)
{
	u64 later = asked & ~((2ULL << (last & (T_MAX_LAYERS - 1))) - 1);

	return t_lowest_bit(later ? later : asked);
}

/* so long a task of the layer runs at most, if it goes before its time: a turn where it would be preempted, else a slice */
static __always_inline u64 t_most_run(const struct t_cfg *cfg, u32 layer, u64 rivals)
{
	bool turn = rivals & cfg->preempting & ~t_layer_bit(layer);

	return (turn ? cfg->turn_ns : t_layer(cfg, layer)->slice_ns) + t_tick_ns();
}

/*
 * The CPU was asked to serve one of these layers, see t_ask_for(): whoever of it comes from the queue. Not again
 * before others had as long as it runs at most, so that a crowd leaves half of the CPU to them. rivals: who else
 * wants it, or ran until now
 */
static __always_inline u32 t_asked_layer(const struct t_cfg *cfg, u64 shared, u64 rivals, u32 cpu,
					 u64 now)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	u64 asked = shared & READ_ONCE(c->asked);
	u32 layer, nr;

	if (likely(!asked))
		return T_NO_LAYER;
	if (t_before(READ_ONCE(c->asked_ns), now - T_ASKED_NS)) {
		t_fetch_and(&c->asked, 0); /* they have run elsewhere, or are gone */
		return T_NO_LAYER;
	}
	if (t_before(now, c->asked_due_ns))
		return T_NO_LAYER;
	layer = t_next_asked(asked, c->asked_layer);
	c->asked_layer = layer;
	c->asked_due_ns = now + 2 * t_most_run(cfg, layer, rivals | t_layer_bit(c->layer));
	/* the timer writes in the other order: either sees what the other has done, or it is asked for again */
	t_fetch_and(&c->asked, ~t_layer_bit(layer));
	nr = READ_ONCE(t_own_queue(cpu, layer)->nr_asked);
	if (nr)
		__sync_fetch_and_add(&t_own_queue(cpu, layer)->nr_asked, -1);
	if (nr > 1)
		t_fetch_or(&c->asked, t_layer_bit(layer));
	return layer;
}

/*
 * Of the layers that wait in their queues of the domain, or in the CPU's own, one that the CPU was asked for, else
 * the most overdue one; T_NO_LAYER = none, as nearly always. Not static, as below.
 */
__noinline u32 t_overdue_layer(u64 shared, u64 own, u32 domain, u32 cpu, u64 now)
{
	const struct t_cfg *cfg = t_config();
	u32 overdue = t_unknown(T_NO_LAYER);
	u64 layers = shared | own;
	u64 longest;
	int i;

	if (!cfg)
		return T_NO_LAYER;
	if (domain == t_domain_of(cfg, cpu)) {
		u32 asked = t_asked_layer(cfg, shared, layers, cpu, now);

		if (unlikely(asked != T_NO_LAYER))
			return asked;
	}
	longest = cfg->max_wait_ns >> 10;
	bpf_for(i, 0, T_MAX_LAYERS) {
		u32 nr = t_lowest_bit(layers);
		u64 pace;

		if (!layers)
			break;
		pace = t_layer_pace(cfg, nr, shared, own, domain, cpu, now);
		if (pace > longest) {
			longest = pace;
			overdue = t_unknown(nr);
		}
		layers &= layers - 1;
	}
	return overdue;
}

/* the least virtual time of these layers, if it is less than that one */
static __always_inline u64 t_least_vtime(u64 layers, u32 domain, u64 vtime)
{
	int i;

	bpf_for(i, 0, T_MAX_LAYERS) {
		u64 other;

		if (!layers)
			break;
		other = READ_ONCE(t_queue(t_layer_queue(domain, t_lowest_bit(layers)))->layer_vtime);
		if (t_before(other, vtime))
			vtime = other;
		layers &= layers - 1;
	}
	return vtime;
}

/*
 * The layer has the least virtual time of the domain, and is compared by that of one CPU. It may lag for as long as
 * others give their time away on other CPUs, and would be owed hours once it wants other CPUs, too. So the lag is
 * forgotten as after a pause, but for a slice: it stays before others that want the CPU by the domain's time.
 */
static __always_inline void t_forget_lag(const struct t_cfg *cfg, u32 layer_nr, u64 others, u32 domain)
{
	const struct t_layer *layer = t_layer(cfg, layer_nr);
	u64 vtime = t_least_vtime(others, domain, READ_ONCE(t_domain(domain)->vtime));

	t_raise(&t_queue(t_layer_queue(domain, layer_nr))->layer_vtime,
		vtime - t_weighted(layer, layer->slice_ns));
}

/*
 * Of layers that have somebody for this CPU who can run nowhere else, the one that had least of it; their time
 * follows. least_there: which of them is the domain's least; others: the domain's that want this CPU. Not static, as
 * below.
 */
__noinline u32 t_fair_here(u64 layers, u32 least_there, u64 others, u32 cpu)
{
	const struct t_cfg *cfg = t_config();
	u32 fair = t_unknown(T_NO_LAYER);
	u64 least = t_unknown(0);
	int i;

	if (!cfg)
		return T_NO_LAYER;
	t_forget_lag(cfg, least_there, others, t_domain_of(cfg, cpu));
	bpf_for(i, 0, T_MAX_LAYERS) {
		u32 nr = t_lowest_bit(layers);
		u64 vtime;

		if (!layers)
			break;
		vtime = READ_ONCE(t_own_queue(cpu, nr)->layer_vtime);
		if (fair == T_NO_LAYER || t_before(vtime, least)) {
			least = vtime;
			fair = t_unknown(nr);
		}
		layers &= layers - 1;
	}
	if (fair != T_NO_LAYER)
		t_raise(&t_cpu_state(cpu)->own_vtime, least);
	return fair;
}

/* 0 for T_NO_LAYER; without a branch, see t_any() */
static __always_inline u64 t_bit_or_none(u32 layer)
{
	return t_layer_bit(layer) & ((u64)(layer / T_MAX_LAYERS & 1) - 1);
}

/* layers that compete for this CPU with nobody who could run elsewhere; no branch either */
static __always_inline u64 t_bound_layers(const struct t_cfg *cfg, const struct t_waiters *w,
					  u32 prev_layer, u32 cpu)
{
	u64 prev = t_bit_or_none(prev_layer);
	u64 is_bound = -(u64)(t_cpu_state(cpu)->bound & 1);

	return ((w->own & ~prev) | (is_bound & prev & t_contending_layers(cfg, cpu))) & ~w->shared;
}

/* who goes for the layer with the least virtual time of the domain; pick: T_NO_LAYER = there is none */
static __always_inline u32 t_fairest(u64 bound, u32 pick, u64 others, u32 cpu)
{
	if (pick == T_NO_LAYER || !t_has_layer(bound, pick) || !(bound & (bound - 1)))
		return pick;
	return t_fair_here(bound, pick, others, cpu) & (T_MAX_LAYERS - 1);
}

/* two layers in one number, for functions that may have five arguments at most */
static __always_inline u32 t_pair(u32 urgent, u32 fair)
{
	return urgent << 8 | fair;
}

/*
 * Whom the preempting layer owes a whole turn; T_NO_LAYER = nobody. pair: it and the fair one, lead: how far it is
 * ahead of that by the domain's virtual time. That says nothing of two that want this CPU alone: what others give away
 * elsewhere moves it, and whoever waits here falls behind. Of those it is owed to who had least of this CPU. others: as
 * above. Not static, as below.
 */
__noinline u32 t_owed(u64 bound, u64 others, u32 pair, u64 lead, u32 cpu)
{
	const struct t_cfg *cfg = t_config();
	u32 urgent = pair >> 8, fair = pair & T_PICK_LAYER;

	if (!cfg)
		return T_NO_LAYER;
	if (t_has_layer(bound, urgent) && t_has_layer(bound, fair)) {
		fair = t_fair_here(bound, fair, others, cpu);
		lead = READ_ONCE(t_own_queue(cpu, urgent)->layer_vtime) -
		       READ_ONCE(t_own_queue(cpu, fair)->layer_vtime);
	}
	/* waited for the preempting one long enough */
	if (fair == urgent || (s64)lead <= (s64)t_weighted(t_layer(cfg, fair), cfg->turn_ns))
		return T_NO_LAYER;
	return fair;
}

static __always_inline u32 t_choose(const struct t_choice *choice, u64 bound, u64 others, u32 cpu,
				    bool *turn)
{
	u32 owed;

	*turn = false;
	if (choice->overdue != T_NO_LAYER) {
		*turn = choice->urgent != T_NO_LAYER && choice->urgent != choice->overdue;
		return choice->overdue;
	}
	if (choice->urgent == T_NO_LAYER)
		return t_fairest(bound, choice->fair, others, cpu);
	owed = t_owed(bound, others, t_pair(choice->urgent, choice->fair),
		      choice->urgent_vtime - choice->fair_vtime, cpu);
	*turn = owed != T_NO_LAYER;
	return *turn ? owed : choice->urgent;
}

/*
 * The layer that goes next, and T_PICK_ flags. Not static: the verifier then looks at it once, on its
 * own, and not again for each caller. Such a function cannot be given the configuration, it takes the
 * pointer itself.
 */
__noinline u32 t_pick_layer(u32 domain, u32 cpu, u32 prev_layer, u64 now)
{
	const struct t_cfg *cfg = t_config();
	struct t_choice choice = {
		.urgent = t_unknown(T_NO_LAYER),
		.urgent_rank_plus_1 = t_unknown(0),
		.fair = t_unknown(T_NO_LAYER),
		.urgent_vtime = t_unknown(0),
		.fair_vtime = t_unknown(0),
	};
	struct t_waiters w;
	u64 layers;
	bool turn;
	u32 pick;
	int i;

	if (!cfg)
		return T_NO_LAYER;
	t_look_at(cfg, domain, cpu, &w);
	layers = w.shared | w.own;
	if (t_is_alone(layers, prev_layer)) {
		pick = t_lowest_bit(layers);
		t_follow_layer(cfg, domain, cpu, pick);
		return pick | t_sources(&w, pick);
	}
	layers |= t_bit_or_none(prev_layer) & t_contending_layers(cfg, cpu);
	bpf_for(i, 0, T_MAX_LAYERS) {
		u32 nr = t_lowest_bit(layers);

		if (!layers)
			break;
		t_offer_layer(cfg, &choice, domain, nr);
		layers &= layers - 1;
	}
	choice.overdue = t_overdue_layer(w.shared, w.own, domain, cpu, now);
	pick = t_choose(&choice, t_bound_layers(cfg, &w, prev_layer, cpu), w.shared, cpu, &turn);
	if (pick >= T_MAX_LAYERS)
		return T_NO_LAYER;
	/*
	 * The least of those that want the CPU, not the one taken: who comes back from a pause starts
	 * there, and must not pay for what a layer of a higher rank took beyond its share.
	 */
	t_follow(cfg, domain, cpu, choice.fair_vtime);
	return pick | t_sources(&w, pick) | (turn ? T_PICK_TURN : 0) |
	       (pick == choice.overdue ? T_PICK_OVERDUE : 0);
}

#endif /* TEMPER_CHOICE_H */

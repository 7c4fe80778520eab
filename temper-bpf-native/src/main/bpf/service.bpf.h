/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which waiting task a CPU runs next: of the layer that goes next (choice.bpf.h) the first of its two
 * queues, by the tasks' virtual time (vtime.bpf.h), and one that is overdue at least every second time.
 * Guests of the CPU (fence.bpf.h) come before all that when their share is due, else last. Then other
 * domains, then the task that ran until now.
 * Behind a fence there is one layer; elsewhere CONFINED layers come after all that, with the time that
 * nobody else wants.
 */
#ifndef TEMPER_SERVICE_H
#define TEMPER_SERVICE_H

#include "resolve.bpf.h"
#include "choice.bpf.h"

enum {
	T_STEAL_EVERY = 16,	/* dispatches between two looks at the other domains first */
	T_SERVE_TRIES = 32,	/* queues that may turn out to have nobody for this CPU, by order of their layers */
};

/* ---- which of the layer's queues ---------------------------------------------------------- */

static __noinline bool t_head_vtime(u64 dsq_id, u64 *vtime)
{
	struct bpf_iter_scx_dsq it;
	struct task_struct *head = NULL;

	if (!vtime)
		return false;
	if (!bpf_iter_scx_dsq_new(&it, dsq_id, 0)) {
		head = bpf_iter_scx_dsq_next(&it);
		if (head)
			*vtime = head->scx.dsq_vtime;
	}
	bpf_iter_scx_dsq_destroy(&it);
	return head;
}

/* how far the other queue may be ahead of this one: no further than who waits here works off in time */
static __always_inline s64 t_most_behind(const struct t_cfg *cfg, struct t_queue_id id, u64 most)
{
	u64 in_time;

	if (t_is_capped(cfg, id.layer))
		return most;
	in_time = t_most_wait(cfg, id);
	return in_time < most ? in_time : most;
}

/*
 * A virtual time of the CPU's own queue, in terms of the layer's. More than a few slices behind or
 * ahead of that are forgotten: they come from times in which the two did not compete.
 */
static __noinline u64 t_in_layer_terms(const struct t_cfg *cfg, struct t_queue_id own_id, u64 vtime)
{
	u64 base = READ_ONCE(t_queue(own_id)->task_vtime_ns);
	const struct t_layer *layer = &cfg->layers[t_index(own_id.layer, T_MAX_LAYERS)];
	u64 piece_ns = t_short_piece(layer, own_id.layer);
	u64 most = T_OWN_SLICES * (piece_ns ? piece_ns : layer->slice_ns);
	s64 most_ahead = t_most_behind(cfg, t_layer_queue(own_id.domain, own_id.layer), most);
	s64 most_behind = t_most_behind(cfg, own_id, most);
	struct t_own_queue *own = t_own_queue(own_id.cpu, own_id.layer);
	s64 ahead = vtime + own->offset_ns - base;

	if (ahead < -most_behind)
		own->offset_ns += -most_behind - ahead;
	else if (ahead > most_ahead)
		own->offset_ns -= ahead - most_ahead;
	return vtime + own->offset_ns;
}

/* the first task has been passed over, perhaps since it may not run here: its time says nothing of who comes from there */
static __always_inline bool t_is_left_behind(const struct t_cfg *cfg, struct t_queue_id id, u64 vtime)
{
	return t_before(vtime, READ_ONCE(*t_task_vtime(id)) - 2 * t_layer(cfg, id.layer)->slice_ns);
}

/*
 * Both queues have somebody. One in which somebody would wait for too long at its pace, as if it were a layer's,
 * goes first, but not twice in a row on a CPU: between, as anywhere else, virtual time says. So who wakes up beside
 * a crowd that is overdue all the time need not become overdue, too, and neither queue is starved by the other's time.
 * Where that of the shared queue is unknown, they take turns.
 */
static __always_inline bool t_own_goes_first(const struct t_cfg *cfg, struct t_queue_id own_id,
					     u64 own_vtime, u64 shared_vtime, u64 now)
{
	struct t_queue_id shared_id = t_layer_queue(own_id.domain, own_id.layer);
	u64 own_pace = t_queue_pace(own_id, now), shared_pace = t_queue_pace(shared_id, now);
	bool own = own_pace > shared_pace;
	bool was_own = !t_has_layer(t_cpu_state(own_id.cpu)->from_shared, own_id.layer);

	if (unlikely(t_is_too_long(cfg, own ? own_pace : shared_pace)) && own != was_own &&
	    !(t_is_capped(cfg, own_id.layer) && t_was_held(cfg, own_id.layer, now)))
		return own;
	if (unlikely(t_is_left_behind(cfg, shared_id, shared_vtime)))
		return !was_own;
	return t_before(own_vtime, shared_vtime);
}

/*
 * In which of the layer's two queues here (enum t_queue_kind) the next task waits; sources: T_PICK_SHARED and
 * T_PICK_OWN. Leaves the least virtual time of those that wait, in the layer's terms, in first_vtime_ns. Not
 * static: see t_pick_layer().
 */
__noinline u32 t_first_queue(u32 layer, u32 cpu, u32 sources, u64 now)
{
	const struct t_cfg *cfg = t_config();
	struct t_cpu_state *c = t_cpu_state(cpu);
	u64 own = 0, shared = 0;
	struct t_queue_id own_id;
	bool has_own;

	if (!cfg)
		return T_QUEUE_NONE;
	own_id = t_cpu_queue(cfg, layer, cpu);
	has_own = sources & T_PICK_OWN && t_head_vtime(t_dsq_id(own_id), &own);
	if (has_own)
		own = t_in_layer_terms(cfg, own_id, own);
	c->first_vtime_ns = own;
	if (!(sources & T_PICK_SHARED) ||
	    !t_head_vtime(t_dsq_id(t_layer_queue(own_id.domain, layer)), &shared))
		return has_own ? T_QUEUE_CPU : T_QUEUE_NONE;
	if (!has_own || t_before(shared, own))
		c->first_vtime_ns = shared;
	return has_own && t_own_goes_first(cfg, own_id, own, shared, now) ? T_QUEUE_CPU : T_QUEUE_LAYER;
}

/* ---- taking ------------------------------------------------------------------------------- */

static __always_inline bool t_take(struct t_queue_id id, u64 now)
{
	u32 arrears = READ_ONCE(*t_arrears(id));

	if (!t_move_to_local(t_dsq_id(id)))
		return false;
	WRITE_ONCE(*t_served_ns(id), now);
	if (unlikely(READ_ONCE(t_ceiling(id.layer)->nr_tasks)))
		t_note_turn(id.kind, id.layer, t_where(id), now);
	/* two CPUs at once may leave one too many: it is a piece */
	if (unlikely(arrears))
		WRITE_ONCE(*t_arrears(id), arrears - 1);
	return true;
}

static __always_inline bool t_take_own(const struct t_cfg *cfg, u32 layer, u32 cpu, u64 now)
{
	if (!t_take(t_cpu_queue(cfg, layer, cpu), now))
		return false;
	t_cpu_state(cpu)->from_shared &= ~t_layer_bit(layer);
	return true;
}

/* who waits there may not run here, perhaps: then the layer competes with the CPU's own queue alone */
static __always_inline bool t_take_shared(u32 layer, u32 domain, u32 cpu, u64 now)
{
	struct t_cpu_state *c = t_cpu_state(cpu);

	if (!t_take(t_layer_queue(domain, layer), now)) {
		c->none_here |= t_layer_bit(layer);
		return false;
	}
	c->from_shared |= t_layer_bit(layer);
	return true;
}

/* from either queue; without an order where only one of them has somebody, as nearly always */
static __always_inline bool t_take_first(const struct t_cfg *cfg, u32 layer, u32 domain, u32 cpu,
					 u32 sources, u64 now)
{
	if (unlikely(sources & T_PICK_OWN) &&
	    (!(sources & T_PICK_SHARED) ||
	     t_first_queue(layer, cpu, sources, now) == T_QUEUE_CPU) &&
	    t_take_own(cfg, layer, cpu, now))
		return true;
	return sources & T_PICK_SHARED && t_take_shared(layer, domain, cpu, now);
}

/*
 * Who goes next of the layer. If nobody came from one of its queues, it goes on with the other; if there is no
 * other, it is passed over. Not static, see t_pick_layer().
 */
__noinline u32 t_take_picked(u32 picked, u32 domain, u32 cpu, u64 now)
{
	const struct t_cfg *cfg = t_config();
	u32 layer = picked & (T_MAX_LAYERS - 1);

	if (!cfg)
		return false;
	if (t_take_first(cfg, layer, domain, cpu, picked, now))
		return true;
	if ((picked & T_PICK_BOTH) != T_PICK_BOTH)
		t_cpu_state(cpu)->passed_over |= t_layer_bit(layer);
	return false;
}

/* the turn is paid in advance, so that the other CPUs do not all give one */
static __always_inline void t_grant_turn(const struct t_cfg *cfg, u32 layer, u32 domain, u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	u64 advance = t_weighted(t_layer(cfg, layer), cfg->turn_ns);

	if (c->precharge) /* the turn before was never taken up */
		__sync_fetch_and_add(&t_queue(c->precharge_queue)->layer_vtime, -c->precharge);
	c->turn_layer_plus_1 = layer + 1;
	c->precharge = advance;
	c->precharge_queue = t_layer_queue(domain, layer);
	__sync_fetch_and_add(&t_queue(c->precharge_queue)->layer_vtime, advance);
}

/* ---- guests ------------------------------------------------------------------------------- */

/* whose turn it is among guests: who was served least recently */
static __always_inline u32 t_oldest_guest(u64 guests, u32 cpu)
{
	u32 oldest = t_unknown(T_NO_LAYER);
	u64 oldest_ns = t_unknown(0);
	int i;

	bpf_for(i, 0, T_MAX_LAYERS) {
		u32 layer = t_lowest_bit(guests);
		u64 served_ns;

		if (!guests)
			break;
		served_ns = READ_ONCE(t_own_queue(cpu, layer)->served_ns);
		if (oldest == T_NO_LAYER || t_before(served_ns, oldest_ns)) {
			oldest = layer;
			oldest_ns = served_ns;
		}
		guests &= guests - 1;
	}
	return oldest;
}

/*
 * In a crowd of guests somebody would wait for too long if they had their share alone: then one of them goes once the
 * one before is paid for by as long, so that the owner keeps half of the CPU; T_NO_LAYER = none. At half of max_wait_ns
 * already, for who ran until a late tick waits for longer than others. Not static, see t_pick_layer().
 */
__noinline u32 t_overdue_guest(u64 guests, u32 cpu, u64 now)
{
	const struct t_cfg *cfg = t_config();
	u32 overdue = t_unknown(T_NO_LAYER);
	u64 longest;
	int i;

	if (!cfg || t_before(now, t_cpu_state(cpu)->guests_half_ns))
		return T_NO_LAYER;
	longest = cfg->max_wait_ns >> 11;
	bpf_for(i, 0, T_MAX_LAYERS) {
		u32 layer = t_lowest_bit(guests);
		u64 pace;

		if (!guests)
			break;
		pace = t_queue_pace(t_cpu_queue(cfg, layer, cpu), now);
		if (pace > longest && !(t_is_capped(cfg, layer) && t_was_held(cfg, layer, now))) {
			longest = pace;
			overdue = t_unknown(layer);
		}
		guests &= guests - 1;
	}
	return overdue;
}

/* whose turn it is; T_NO_LAYER = no guest's yet */
static __always_inline u32 t_next_guest(u64 guests, u32 cpu, u32 only_due, u64 now)
{
	if (!only_due || !t_before(now, t_cpu_state(cpu)->guests_due_ns))
		return t_oldest_guest(guests, cpu);
	return t_overdue_guest(guests, cpu, now);
}

/* one of the guests' tasks, if their share is due or whatever it is; not static, see t_pick_layer() */
__noinline u32 t_serve_guests(u32 cpu, u64 guests, u32 only_due, u64 now)
{
	const struct t_cfg *cfg = t_config();
	struct t_cpu_state *c = t_cpu_state(cpu);
	u64 system;
	u32 layer;
	int i;

	if (!cfg)
		return false;
	system = guests & t_layer_bit(cfg->system_layer);
	if (system && !(only_due && t_before(now, c->system_due_ns)) &&
	    t_take(t_cpu_queue(cfg, cfg->system_layer & (T_MAX_LAYERS - 1), cpu), now))
		return true;
	guests &= ~system;
	bpf_for(i, 0, T_MAX_LAYERS) {
		if (!guests)
			break;
		layer = t_next_guest(guests, cpu, only_due, now);
		if (layer >= T_MAX_LAYERS)
			break;
		if (t_take(t_cpu_queue(cfg, layer, cpu), now))
			return true;
		/* on its way in, or not to run here any more */
		guests &= ~t_layer_bit(layer);
	}
	return false;
}

/* ---- one domain --------------------------------------------------------------------------- */

/*
 * The first of those that wait must go on waiting: the task that ran until now, of the same layer, has
 * less virtual time still. Without this two tasks would take turns whatever their nice value.
 */
static __always_inline bool t_prev_goes_first(u32 sources, u32 layer, u32 cpu, u64 prev_vtime,
					      u64 now)
{
	return t_first_queue(layer, cpu, sources, now) == T_QUEUE_NONE ||
	       t_before(prev_vtime, t_cpu_state(cpu)->first_vtime_ns);
}

/* anything at all that may run here: those that came first by order had nothing for this CPU */
__noinline u32 t_take_any(u32 domain, u32 cpu, u64 now)
{
	const struct t_cfg *cfg = t_config();
	struct t_waiters w;
	u64 layers;
	int i;

	if (!cfg)
		return false;
	t_look_at(cfg, domain, cpu, &w);
	layers = w.shared | w.own;
	bpf_for(i, 0, T_MAX_LAYERS) {
		u32 layer = t_lowest_bit(layers);

		if (!layers)
			break;
		if ((t_has_layer(w.own, layer) && t_take(t_cpu_queue(cfg, layer, cpu), now)) ||
		    (t_has_layer(w.shared, layer) && t_take(t_layer_queue(domain, layer), now)))
			return true;
		layers &= layers - 1;
	}
	return false;
}

static __always_inline void t_note_service(const struct t_cfg *cfg, u32 picked, u32 domain, u32 cpu)
{
	u32 layer = picked & T_PICK_LAYER;

	if (picked & T_PICK_OVERDUE)
		t_count(t_stats(cpu), layers[t_index(layer, T_MAX_LAYERS)].nr_overdue);
	if (picked & T_PICK_TURN)
		t_grant_turn(cfg, layer, domain, cpu);
}

/*
 * Who waits in the domain. true: a task is in the local queue; false: nobody could be taken, or the
 * task that ran until now goes first.
 */
__noinline u32 t_serve(u32 domain, u32 cpu, u32 prev_layer, u64 prev_vtime, u64 now)
{
	const struct t_cfg *cfg = t_config();
	struct t_cpu_state *c;
	int i;

	if (!cfg)
		return false;
	c = t_cpu_state(cpu);
	c->passed_over = 0;
	c->none_here = 0;
	bpf_for(i, 0, T_SERVE_TRIES) {
		u32 picked = t_pick_layer(domain, cpu, prev_layer, now);
		u32 layer = picked & T_PICK_LAYER;
		bool competes = layer == prev_layer && !(picked & T_PICK_OVERDUE);

		if (layer == T_NO_LAYER)
			return false;
		if (competes && t_prev_goes_first(picked, layer, cpu, prev_vtime, now))
			return false;
		if (t_take_picked(picked, domain, cpu, now)) {
			t_note_service(cfg, picked, domain, cpu);
			return true;
		}
		/* others must not wait for an overdue layer that has nobody for this CPU */
		if (competes && t_has_layer(c->passed_over, layer))
			return false;
	}
	return t_take_any(domain, cpu, now);
}

/* ---- beyond the order --------------------------------------------------------------------- */

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
		if (t_take(t_layer_queue(domain, t_lowest_bit(layers)), now))
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

__noinline u32 t_steal(u32 domain, u32 cpu, u64 now, u32 kind)
{
	const struct t_cfg *cfg = t_config();
	u32 nr_domains = temper_rodata.nr_domains;
	/* another one first each time, or behind a crowded one nobody would ever look */
	u32 turn = t_cpu_state(cpu)->steal_clock / T_STEAL_EVERY;
	int i;

	if (!cfg || nr_domains < 2)
		return false;
	bpf_for(i, 1, T_MAX_DOMAINS) {
		u32 other = domain + 1 + (turn + i) % (nr_domains - 1);

		if (i >= nr_domains)
			break;
		if (other >= nr_domains)
			other -= nr_domains;
		if (kind == T_STEAL_CLOSED && !(cfg->closed >> (other & (T_MAX_DOMAINS - 1)) & 1))
			continue;
		if (t_waiting_or_held(other) &&
		    (kind == T_STEAL_SPILLED ?
			     t_take_spilled(other, cpu, now) :
			     t_serve(other, cpu, T_NO_LAYER, 0, now))) {
			t_count(t_stats(cpu), nr_steals);
			return true;
		}
	}
	return false;
}

#endif /* TEMPER_SERVICE_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shares: virtual time of layers against each other, and of tasks within one layer.
 *
 * A layer's virtual time in a domain grows by run time x T_WEIGHT_MAX / weight, wherever in the
 * domain its tasks run; the layer with the least goes next. A layer that had nothing waiting starts
 * at most one slice behind the domain's virtual time, so that a pause earns no more than that. Within
 * a queue a task's virtual time grows by run time x 100 / p->scx.weight (nice); it is never more than
 * one slice behind the queue's and two ahead, a slice ends a tick late after all. Many that wait in one
 * queue get shorter slices. Under a ceiling that leaves each task less than a slice (t_short_piece())
 * first come is first served. Tasks that can run on one CPU only wait in a queue of that CPU; while both
 * have somebody waiting, its time is compared with that of the layer's queue (t_in_layer_terms()), so that
 * such tasks compete with the others of their layer as if all could move. Layers that have only such tasks
 * for a CPU divide what they get there together by a virtual time of that CPU alone (t_fair_here()): in the
 * domain's each of them may be far behind what others get elsewhere.
 */
#ifndef TEMPER_VTIME_H
#define TEMPER_VTIME_H

#include "ceiling.bpf.h"

enum {
	T_CROWD = 128,		/* see t_slice_in() */
	T_OWN_SLICES = 4,	/* see t_in_layer_terms() and t_charge_own() */
	T_UNKNOWN_TICK_NS = 4000000,
	T_UNKNOWN_SLICE_NS = 20000000,
};

static __always_inline u64 t_tick_ns(void)
{
	return temper_rodata.tick_ns ? temper_rodata.tick_ns : T_UNKNOWN_TICK_NS;
}

static __always_inline u64 t_weighted(const struct t_layer *layer, u64 ns)
{
	return ns * layer->inv_weight >> T_WEIGHT_SHIFT;
}

static __always_inline void t_raise(u64 *vtime, u64 to)
{
	if (t_before(READ_ONCE(*vtime), to))
		WRITE_ONCE(*vtime, to);
}

/* ---- layers ------------------------------------------------------------------------------- */

/* somebody of the layer waits in the domain */
static __always_inline bool t_is_wanting(struct t_queue *queue)
{
	return READ_ONCE(queue->nr) > 0 || READ_ONCE(queue->nr_own) > 0;
}

/* the layer has its first waiting task: a pause earns one slice at most */
static __always_inline void t_activate(struct t_domain *domain, struct t_queue *queue,
				       const struct t_layer *layer)
{
	t_raise(&queue->layer_vtime, domain->vtime - t_weighted(layer, layer->slice_ns));
}

/* the same for its tasks that can run on this CPU only, and what they get there */
static __always_inline void t_activate_own(struct t_cpu_state *c, struct t_own_queue *own,
					   const struct t_layer *layer)
{
	t_raise(&own->layer_vtime, c->own_vtime - t_weighted(layer, layer->slice_ns));
}

/*
 * ... pay; others: somebody else waits in the CPU's own queues. They may compete elsewhere, in their layer's queue:
 * then nothing moves the CPU's time, and a few slices are the most that one may be ahead of it.
 */
static __always_inline void t_charge_own(struct t_cpu_state *c, struct t_own_queue *own, bool others,
					 u64 vtime)
{
	t_raise(&own->layer_vtime, c->own_vtime - c->credit);
	own->layer_vtime += vtime;
	t_raise(&c->own_vtime, own->layer_vtime - (others ? T_OWN_SLICES * c->credit : 0));
}

/* lets the layer pay; competitors wait meanwhile; credit as in t_activate, for who never waits */
static __always_inline void t_charge_layer(struct t_domain *domain, struct t_queue *queue,
					   u64 competitors, u64 vtime, u64 credit)
{
	if (!t_is_wanting(queue))
		t_raise(&queue->layer_vtime, domain->vtime - credit);
	__sync_fetch_and_add(&queue->layer_vtime, vtime);
	/* nobody was kept from anything: the time is given away */
	if (!competitors && READ_ONCE(queue->nr_own) <= 0)
		t_raise(&domain->vtime, READ_ONCE(queue->layer_vtime));
}

/* ---- tasks -------------------------------------------------------------------------------- */

static __always_inline u64 t_task_growth(struct task_struct *p, u64 ns)
{
	u64 weight = p->scx.weight;

	return weight ? ns * 100 / weight : ns;
}

/* the task's virtual time after ns more, in terms of the queue named by id, before any limit */
static __always_inline u64 t_vtime_in(struct task_struct *p, struct t_task *t,
				      const struct t_layer *layer, struct t_queue_id id, u64 ns)
{
	u64 vtime = t->vtime_ns + t_task_growth(p, ns);
	u64 base = READ_ONCE(*t_task_vtime(id));

	/* a new task begins a little later: the queue's time would stand still for as long as new ones come */
	if (t->queue.kind == T_QUEUE_NONE)
		return base + layer->slice_ns / 4;
	if (!t_same_queue(t->queue, id)) /* keep the distance, not the number */
		return base + (vtime - READ_ONCE(*t_task_vtime(t->queue)));
	return vtime;
}

/*
 * Of a task without a context there is the kernel's note of what it waited with. That may be in terms of
 * another queue: after ns more it is no earlier than who runs, and no later than who has two slices to pay.
 */
static __always_inline u64 t_unknown_vtime(struct task_struct *p, struct t_queue_id id, u64 slice_ns,
					   u64 ns)
{
	u64 vtime = p->scx.dsq_vtime + ns;
	u64 base = READ_ONCE(*t_task_vtime(id));

	if (t_before(vtime, base))
		return base;
	return t_before(base + 2 * slice_ns, vtime) ? base + 2 * slice_ns : vtime;
}

/*
 * How long a task of the queue may run at a time: a slice, but where so many wait that the last would
 * wait for too long so much less, at least a tick. Half a tick is taken off, or a slice would end with
 * the tick after. Where pieces are short, they have been made so for the same reason.
 */
static __always_inline u64 t_slice_in(const struct t_layer *layer, struct t_queue_id id)
{
	s32 nr = t_nr_waiting(id);
	u64 slice_ns = layer->slice_ns, tick_ns = t_tick_ns();

	if (likely(nr <= T_CROWD) || t_short_piece(layer, id.layer))
		return slice_ns;
	slice_ns = slice_ns * T_CROWD / (u32)nr;
	return (slice_ns < tick_ns ? tick_ns : slice_ns) - tick_ns / 2;
}

/* CPUs that serve the queue, about: fences leave some of them out */
static __always_inline u32 t_nr_servers(const struct t_cfg *cfg, struct t_queue_id id)
{
	u32 nr = cfg->nr_domains ? cfg->nr_cpus / cfg->nr_domains : 0;

	return id.kind == T_QUEUE_CPU || !nr ? 1 : nr;
}

/* what others may have before those who wait in the queue, on all CPUs that serve it, so that none becomes overdue */
static __always_inline u64 t_most_wait(const struct t_cfg *cfg, struct t_queue_id id)
{
	s32 nr = t_nr_waiting(id);

	return (cfg->max_wait_ns >> 1) / (u32)(nr > 0 ? nr + 1 : 1) * t_nr_servers(cfg, id);
}

/* what the task ran since it was asked last */
static __always_inline u64 t_uncharged(struct task_struct *p, struct t_task *t)
{
	u64 total = p->se.sum_exec_runtime;
	u64 ns = t_elapsed(t->charged_ns, total);

	t->charged_ns = total;
	return ns;
}

/*
 * How far ahead of the queue's a task's virtual time may be: what its nice value makes of two slices,
 * unless those that wait would keep it from its turn for so long that it becomes an overdue one.
 */
static __always_inline u64 t_most_lead(const struct t_cfg *cfg, struct task_struct *p,
				       const struct t_layer *layer, struct t_queue_id id, u64 slice_ns)
{
	u64 lead = 2 * slice_ns, nice, most;

	/* served in the order in which they come, perhaps */
	if (unlikely(layer->ceiling_millis))
		return lead;
	nice = t_task_growth(p, lead);
	if (likely(nice <= lead))
		return nice;
	most = t_most_wait(cfg, id);
	if (most < lead)
		return lead;
	return nice < most ? nice : most;
}

/* the new t->queue and, in t->vtime_ns, what to wait with in it; the slice to have there */
static __always_inline u64 t_place(const struct t_cfg *cfg, struct task_struct *p, struct t_task *t,
				   const struct t_layer *layer, struct t_queue_id id)
{
	u64 slice_ns = t_slice_in(layer, id);
	u64 vtime = t_vtime_in(p, t, layer, id, t_uncharged(p, t));
	u64 base = READ_ONCE(*t_task_vtime(id));
	u64 lead = t_most_lead(cfg, p, layer, id, slice_ns);

	if (t_before(vtime, base - slice_ns))
		vtime = base - slice_ns;
	if (t_before(base + lead, vtime))
		vtime = base + lead;
	if (unlikely(t_short_piece(layer, id.layer)))
		vtime = base + lead; /* no earlier than who came when pieces were longer */
	t->vtime_ns = vtime;
	t->queue = id;
	return slice_ns;
}

#endif /* TEMPER_VTIME_H */

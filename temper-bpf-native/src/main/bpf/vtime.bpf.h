/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shares: virtual time of layers against each other, and of tasks within one queue.
 *
 * A layer's virtual time grows by run time x T_WEIGHT_MAX / weight; the waiting layer with the
 * least goes next. A layer that had nothing waiting starts at most one slice behind the domain's
 * virtual time, so that a pause earns no more than that. Within a queue a task's virtual time
 * grows by run time x 100 / p->scx.weight (nice), and it never leaves one slice around the queue's.
 * The queues of one CPU hold tasks of several layers: there the task's growth carries the layer's
 * weight, and the queue as a whole stands among the layers like one of them.
 */
#ifndef TEMPER_VTIME_H
#define TEMPER_VTIME_H

#include "state.bpf.h"

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

/* the queue got its first task: a pause earns one slice at most */
static __always_inline void t_activate(struct t_domain *domain, struct t_queue *queue,
				       const struct t_layer *layer, u64 now)
{
	WRITE_ONCE(queue->served_ns, now);
	t_raise(&queue->layer_vtime, domain->vtime - t_weighted(layer, layer->slice_ns));
}

/* lets the queue's layer pay; credit as in t_activate, for layers that never wait */
static __always_inline void t_charge_layer(struct t_domain *domain, struct t_queue *queue,
					   u64 vtime, u64 credit)
{
	if (READ_ONCE(queue->nr) <= 0)
		t_raise(&queue->layer_vtime, domain->vtime - credit);
	__sync_fetch_and_add(&queue->layer_vtime, vtime);
	/* nobody waits, so nobody was kept from anything: the time is given away */
	if (!READ_ONCE(domain->waiting))
		t_raise(&domain->vtime, READ_ONCE(queue->layer_vtime));
}

/* ---- tasks -------------------------------------------------------------------------------- */

static __always_inline u64 t_task_growth(struct task_struct *p, const struct t_layer *layer,
					 struct t_queue_id id, u64 ns)
{
	u64 weight = p->scx.weight;

	if (id.kind == T_QUEUE_CPU)
		ns = t_weighted(layer, ns);
	return weight ? ns * 100 / weight : ns;
}

/* what the task ran since it was asked last */
static __always_inline u64 t_uncharged(struct task_struct *p, struct t_task *t)
{
	u64 total = p->se.sum_exec_runtime;
	u64 ns = t_elapsed(t->charged_ns, total);

	t->charged_ns = total;
	return ns;
}

/* virtual time to wait with in the queue named by id, and the new t->queue */
static __always_inline u64 t_place(struct task_struct *p, struct t_task *t,
				   const struct t_layer *layer, struct t_queue_id id)
{
	u64 base = READ_ONCE(t_queue(id)->task_vtime_ns);
	u64 lead = t_task_growth(p, layer, id, layer->slice_ns);
	u64 credit = id.kind == T_QUEUE_CPU ? t_weighted(layer, layer->slice_ns) : layer->slice_ns;
	u64 vtime = t->vtime_ns + t_task_growth(p, layer, id, t_uncharged(p, t));

	if (t->queue.kind == T_QUEUE_NONE)
		vtime = base; /* a new task has earned nothing yet */
	else if (!t_same_queue(t->queue, id)) /* keep the distance, not the number */
		vtime = base + (vtime - READ_ONCE(t_queue(t->queue)->task_vtime_ns));
	if (t_before(vtime, base - credit))
		vtime = base - credit;
	if (t_before(base + lead, vtime))
		vtime = base + lead;
	t->vtime_ns = vtime;
	t->queue = id;
	return vtime;
}

#endif /* TEMPER_VTIME_H */

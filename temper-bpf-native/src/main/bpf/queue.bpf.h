/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Waiting: which queue a task belongs to, and the way in and out of it.
 *
 * All our queues are ordered by virtual time (a queue cannot hold both kinds of tasks), and all
 * are served: a layer's by every CPU that serves the layer (fence.bpf.h), a CPU's by that CPU. A CPU
 * has a queue for each layer, so that its tasks are a part of their layer there as well.
 */
#ifndef TEMPER_QUEUE_H
#define TEMPER_QUEUE_H

#include "vtime.bpf.h"
#include "fence.bpf.h"
#include "ceiling.bpf.h"

static __always_inline bool t_preempts(const struct t_layer *layer)
{
	return layer->flags & T_LAYER_PREEMPTS;
}

static __always_inline struct t_queue_id t_layer_queue(u32 domain, u32 layer)
{
	return (struct t_queue_id){ .kind = T_QUEUE_LAYER, .layer = layer, .domain = domain };
}

static __always_inline struct t_queue_id t_cpu_queue(const struct t_cfg *cfg, u32 layer, u32 cpu)
{
	return (struct t_queue_id){
		.kind = T_QUEUE_CPU,
		.layer = layer,
		.domain = t_domain_of(cfg, cpu),
		.cpu = cpu,
	};
}

/* with fences: a queue of the layer in a domain with CPUs that serve it and that p may run on */
static __always_inline struct t_queue_id t_fenced_queue(const struct t_cfg *cfg,
							struct task_struct *p, u32 layer, u32 cpu)
{
	u32 domain = t_domain_of(cfg, cpu);
	s32 serving;

	if (!t_is_restricted(p)) {
		u32 home = t_layer(cfg, layer)->home[domain & (T_MAX_DOMAINS - 1)];

		return t_layer_queue(home < temper_rodata.nr_domains ? home : domain, layer);
	}
	serving = t_nearest_serving(cfg, layer, cpu, t_allowed(p), p->pid);
	return serving < 0 ? t_cpu_queue(cfg, layer, cpu) :
			     t_layer_queue(t_domain_of(cfg, serving), layer);
}

/* whose virtual time the running task goes by */
static __always_inline struct t_queue_id t_queue_here(const struct t_cfg *cfg, u32 layer, u32 cpu)
{
	if (t_cpu_state(cpu)->bound)
		return t_cpu_queue(cfg, layer, cpu);
	return t_layer_queue(t_domain_of(cfg, cpu), layer);
}

static __always_inline struct t_queue_id t_stalled_queue(void)
{
	return (struct t_queue_id){ .kind = T_QUEUE_STALLED };
}

/* exiting tasks stay where they are: they have little left to do and must not be held up or back */
static __always_inline struct t_queue_id t_queue_for(const struct t_cfg *cfg,
						     struct task_struct *p, u32 layer, u32 cpu)
{
	bool exiting = p->flags & PF_EXITING;

	if (t_is_capped(cfg, layer) && (exiting || t_reads_rcu(p)))
		return t_cpu_queue(cfg, cfg->system_layer, cpu);
	if (exiting || t_is_pinned(p))
		return t_cpu_queue(cfg, layer, cpu);
	if (t_has_fences(cfg))
		return t_fenced_queue(cfg, p, layer, cpu);
	return t_layer_queue(t_domain_of(cfg, cpu), layer);
}

/* ---- counting ----------------------------------------------------------------------------- */

static __always_inline void t_count_in_layer(struct t_queue_id id, struct t_queue *queue,
					     const struct t_layer *layer, u64 now)
{
	struct t_domain *domain = t_domain(id.domain);

	if (t_fetch_add(&queue->nr, 1) > 0)
		return;
	WRITE_ONCE(queue->served_ns, now);
	t_begin_turns(id);
	WRITE_ONCE(queue->arrears, 0);
	if (READ_ONCE(queue->nr_own) <= 0)
		t_activate(domain, queue, layer);
	t_fetch_or(&domain->waiting, t_layer_bit(id.layer));
}

static __always_inline void t_count_in_own(struct t_queue_id id, struct t_queue *queue,
					   const struct t_layer *layer, u64 now)
{
	struct t_own_queue *own = t_own_queue(id.cpu, id.layer);

	if (t_fetch_add(&queue->nr_own, 1) <= 0 && READ_ONCE(queue->nr) <= 0)
		t_activate(t_domain(id.domain), queue, layer);
	if (t_fetch_add(&own->nr, 1) > 0)
		return;
	WRITE_ONCE(own->served_ns, now);
	t_begin_turns(id);
	WRITE_ONCE(own->arrears, 0);
	t_activate_own(t_cpu_state(id.cpu), own, layer);
	t_fetch_or(&t_cpu_state(id.cpu)->own_waiting, t_layer_bit(id.layer));
}

/* raised before the task becomes visible in the queue */
static __always_inline void t_count_in(struct t_task *t, struct t_queue_id id,
				       const struct t_layer *layer, u64 now)
{
	t->flags |= T_TASK_COUNTED;
	if (id.kind == T_QUEUE_CPU)
		t_count_in_own(id, t_queue(id), layer, now);
	else
		t_count_in_layer(id, t_queue(id), layer, now);
}

static __always_inline void t_lower(s32 *nr, u64 *waiting, u64 bit)
{
	if (t_fetch_add(nr, -1) != 1)
		return;
	t_fetch_and(waiting, ~bit);
	/* somebody came between: who raised nr before this look has the bit set here, else there */
	if (READ_ONCE(*nr) > 0)
		t_fetch_or(waiting, bit);
}

static __always_inline void t_count_out(struct t_task *t)
{
	struct t_queue_id id = t->queue;

	if (!(t->flags & T_TASK_COUNTED))
		return;
	t->flags &= ~T_TASK_COUNTED;
	if (id.kind == T_QUEUE_CPU) {
		__sync_fetch_and_add(&t_queue(id)->nr_own, -1);
		t_lower(&t_own_queue(id.cpu, id.layer)->nr, &t_cpu_state(id.cpu)->own_waiting,
			t_layer_bit(id.layer));
	} else {
		t_lower(&t_queue(id)->nr, &t_domain(id.domain)->waiting, t_layer_bit(id.layer));
	}
}

/* ---- looking ----------------------------------------------------------------------------- */

/* the same by the kernel's own counts, where ours do not tell; kind: of a domain, or of a CPU; not static */
__noinline u64 t_layers_with_tasks(u32 kind, u32 where)
{
	u64 waiting = 0;
	int i;

	bpf_for(i, 0, T_MAX_LAYERS) {
		struct t_queue_id id = { .kind = kind, .layer = i, .domain = where, .cpu = where };

		if (i >= temper_rodata.nr_layer_queues)
			break;
		if (scx_bpf_dsq_nr_queued(t_dsq_id(id)) > 0)
			waiting |= t_layer_bit(i);
	}
	return waiting;
}

/* layers that have somebody waiting in the domain, in any configuration there was */
static __always_inline u64 t_waiting_or_held(u32 domain)
{
	return unlikely(t_counts_broken) ? t_layers_with_tasks(T_QUEUE_LAYER, domain) :
					   READ_ONCE(t_domain(domain)->waiting);
}

/*
 * Those of the held layers who have a queue there whose turn has come: it may be served a little before the layer is
 * let go. Once it is, whoever looks first may have the only piece, so that a queue's turn might never come. Where
 * nobody was taken from a queue for as long as anybody of a capped layer waits at most, all who wait in it now are
 * served at once. Not static, see t_pick_layer().
 */
__noinline u64 t_neglected(u32 kind, u32 where, u64 held)
{
	u64 now = t_now();
	u64 neglected = 0;
	int i;

	bpf_for(i, 0, T_MAX_LAYERS) {
		struct t_queue_id id = { .kind = kind, .domain = where, .cpu = where };
		s32 nr;

		if (!held)
			break;
		id.layer = t_lowest_bit(held);
		nr = t_nr_waiting(id);
		if (t_before(READ_ONCE(*t_served_ns(id)), now - T_CEILING_WAIT_NS))
			WRITE_ONCE(*t_arrears(id), nr > 1 ? nr : 1);
		if (READ_ONCE(*t_arrears(id)) || t_goes_first(id, now))
			neglected |= t_layer_bit(id.layer);
		held &= held - 1;
	}
	return neglected;
}

static __always_inline u64 t_without_held(u32 kind, u32 where, u64 layers)
{
	u64 held = layers & READ_ONCE(t_held);

	return likely(!held) ? layers : (layers & ~held) | t_neglected(kind, where, held);
}

/* ... and are not held */
static __always_inline u64 t_waiting(u32 domain)
{
	return t_without_held(T_QUEUE_LAYER, domain, t_waiting_or_held(domain));
}

/* ... in the CPU's own queues */
static __always_inline u64 t_own_waiting(u32 cpu)
{
	u64 waiting = unlikely(t_counts_broken) ? t_layers_with_tasks(T_QUEUE_CPU, cpu) :
						  READ_ONCE(t_cpu_state(cpu)->own_waiting);

	return t_without_held(T_QUEUE_CPU, cpu, waiting);
}

/* ---- in ----------------------------------------------------------------------------------- */

/* for tests of what becomes of a task that is forgotten; gone where the loader did not ask for it */
static __always_inline bool t_is_stalled(struct t_task *t)
{
	return temper_rodata.debug_enabled && READ_ONCE(t_stalled_layer_plus_1) == t->layer + 1;
}

static __always_inline void t_send(const struct t_cfg *cfg, struct task_struct *p,
				   struct t_task *t, struct t_queue_id id, u64 now, u64 enq_flags)
{
	const struct t_layer *layer = t_layer(cfg, t->layer);
	u64 slice_ns;

	t_count_out(t); /* it may still be counted: taken out of a queue to be changed */
	if (t_is_stalled(t)) {
		t_insert_vtime(p, t_dsq_id(t_stalled_queue()), layer->slice_ns, now, enq_flags);
		return;
	}
	slice_ns = t_place(cfg, p, t, layer, id);
	t_count_in(t, id, t_layer(cfg, id.layer), now);
	t_insert_vtime(p, t_dsq_id(id), slice_ns, t->vtime_ns, enq_flags);
}

#endif /* TEMPER_QUEUE_H */

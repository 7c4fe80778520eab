/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fences are looked at again, by the timer and when a CPU comes or goes: whether they hold, and whether
 * somebody waits where nobody serves them since the configuration or the CPUs changed. The last is looked at
 * without fences, too: the CPUs that a task may run on may all have gone.
 */
#ifndef TEMPER_FENCE_CHECK_H
#define TEMPER_FENCE_CHECK_H

#include "fence.bpf.h"
#include "queue.bpf.h"

extern bool scx_bpf_dsq_move(struct bpf_iter_scx_dsq *it, struct task_struct *p, u64 dsq_id,
			     u64 enq_flags) __weak __ksym; /* 6.13 */
extern void scx_bpf_dsq_move_set_slice(struct bpf_iter_scx_dsq *it, u64 slice) __weak __ksym; /* 6.13 */
extern bool scx_bpf_dispatch_from_dsq(struct bpf_iter_scx_dsq *it, struct task_struct *p,
				      u64 dsq_id, u64 enq_flags) __weak __ksym; /* 6.12 */
extern void scx_bpf_dispatch_from_dsq_set_slice(struct bpf_iter_scx_dsq *it,
						u64 slice) __weak __ksym; /* 6.12 */

static __always_inline bool t_move_to_global(struct bpf_iter_scx_dsq *it, struct task_struct *p)
{
	if (t_has(scx_bpf_dsq_move))
		return scx_bpf_dsq_move(it, p, SCX_DSQ_GLOBAL, 0);
	return scx_bpf_dispatch_from_dsq(it, p, SCX_DSQ_GLOBAL, 0);
}

/* ---- whether they hold -------------------------------------------------------------------- */

/*
 * There are CPUs that serve the layer (T_MAX_LAYERS: that no fence is around), and all of them are offline.
 * Not static, see t_pick_layer().
 */
__noinline u32 t_lost_its_cpus(u32 layer_nr)
{
	const struct t_cfg *cfg = t_config();
	u64 described = t_unknown(0), online = t_unknown(0);
	const struct t_layer *layer;
	int i;

	if (!cfg)
		return false;
	layer = &cfg->layers[t_index(layer_nr, T_MAX_LAYERS)];
	bpf_for(i, 0, T_CPU_WORDS) {
		u64 served = layer_nr < T_MAX_LAYERS ?
				     t_served_word(cfg, layer, i) :
				     ~cfg->fenced[t_index(i, T_CPU_WORDS)];

		described |= served & cfg->present[t_index(i, T_CPU_WORDS)];
		online |= served & t_online_word(cfg, i);
	}
	return described && !online;
}

/*
 * Where the CPUs on one side of a fence have all gone offline, who belongs there would have none: no
 * fence of this configuration holds then. The next one is made for the CPUs that there are.
 */
static __always_inline void t_check_fences(void)
{
	const struct t_cfg *cfg = t_config();
	bool lost;
	u64 layers;
	int i;

	if (!cfg || !cfg->confined)
		return;
	lost = t_unknown(READ_ONCE(t_nr_leaving) && t_lost_its_cpus(T_MAX_LAYERS));
	layers = READ_ONCE(t_nr_leaving) ? cfg->confined : 0;
	bpf_for(i, 0, T_MAX_LAYERS) {
		if (lost || !layers)
			break;
		lost = t_unknown(t_lost_its_cpus(t_lowest_bit(layers)));
		layers &= layers - 1;
	}
	if (lost == (READ_ONCE(t_void_fences_gen) == cfg->generation))
		return; /* every CPU reads it all the time */
	WRITE_ONCE(t_void_fences_gen, lost ? cfg->generation : 0);
}

/* ---- who waits ---------------------------------------------------------------------------- */

enum {
	T_FREE_LEAST = 8,	/* tasks freed of a queue at a time, if there are so many */
	T_FREE_PARTS = 64,	/* ... of many: a part of them */
};

/* somebody may wait where nobody serves them */
static __always_inline bool t_may_have_guests(const struct t_cfg *cfg)
{
	return t_has_fences(cfg) || READ_ONCE(t_nr_leaving);
}

/* for a short turn, since the kernel's global queue comes before all that waits behind the fence */
static __always_inline bool t_free(struct bpf_iter_scx_dsq *it, struct task_struct *p)
{
	u64 tick_ns = t_tick_ns();
	u32 cpu = scx_bpf_task_cpu(p);

	if (t_has(scx_bpf_dsq_move))
		scx_bpf_dsq_move_set_slice(it, tick_ns);
	else
		scx_bpf_dispatch_from_dsq_set_slice(it, tick_ns);
	if (!t_move_to_global(it, p))
		return false;
	/* the kernel tells no CPU of it, and this one may be idle */
	scx_bpf_kick_cpu(cpu, 0);
	return true;
}

/*
 * Who waits in the layer's queue of the domain, where a new fence, or a CPU that went offline, has left
 * nobody who may run it: goes to the kernel's global queue, and from its next wait on it is where it is
 * served. A few at a time, for they come before the fence's owner. Returns how many. Not static, see
 * t_pick_layer().
 */
__noinline u32 t_free_guests(u32 domain, u32 layer_nr)
{
	struct t_queue_id id = t_layer_queue(domain, layer_nr);
	const struct t_cfg *cfg = t_config();
	u32 nr_freed = t_unknown(0), most;
	struct bpf_iter_scx_dsq it;
	struct task_struct *p;

	if (!cfg || domain >= temper_rodata.nr_domains ||
	    layer_nr >= temper_rodata.nr_layer_queues)
		return 0;
	most = T_FREE_LEAST + (u32)scx_bpf_dsq_nr_queued(t_dsq_id(id)) / T_FREE_PARTS;
	bpf_rcu_read_lock();
	if (!bpf_iter_scx_dsq_new(&it, t_dsq_id(id), 0)) {
		while ((p = bpf_iter_scx_dsq_next(&it)) && nr_freed < most) {
			/* CPUs of other domains may look there, or not */
			if (t_has_no_serving_cpu(layer_nr, domain, t_allowed(p)) && t_free(&it, p))
				nr_freed = t_unknown(nr_freed + 1);
		}
	}
	bpf_iter_scx_dsq_destroy(&it);
	bpf_rcu_read_unlock();
	return nr_freed;
}

static __always_inline u32 t_free_all_guests(const struct t_cfg *cfg)
{
	u32 nr_freed = t_unknown(0);
	int domain, i;

	if (!t_may_have_guests(cfg))
		return 0;
	bpf_for(domain, 0, T_MAX_DOMAINS) {
		u64 layers;

		if (domain >= temper_rodata.nr_domains)
			break;
		layers = t_waiting_or_held(domain);
		bpf_for(i, 0, T_MAX_LAYERS) {
			if (!layers)
				break;
			nr_freed = t_unknown(nr_freed + t_free_guests(domain, t_lowest_bit(layers)));
			layers &= layers - 1;
		}
	}
	return nr_freed;
}

#endif /* TEMPER_FENCE_CHECK_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fences: which CPUs serve which layer.
 *
 * A CPU that a CONFINED layer owns serves this layer. Every other CPU serves the layers that are
 * not CONFINED; to the others it gives the time that nobody else wants (spill). Asked wherever a CPU
 * is chosen (idle CPU, victim, queue) or kept (dispatch, running, tick). A task that may run on none
 * of the CPUs that serve its layer is a guest where it is: it waits in that CPU's own queue. So each
 * task is in a queue that a CPU it may run on serves, under any configuration. Who waits while the
 * configuration or the CPUs change, and is a guest from then on, is freed by t_free_guests(). No fence
 * holds while all CPUs on one side of a fence are offline.
 */
#ifndef TEMPER_FENCE_H
#define TEMPER_FENCE_H

#include "state.bpf.h"

enum {
	T_GUEST_SHARE = 20,	/* guests together: 1 / 20 of a fenced CPU that its owner wants whole */
};

static __always_inline bool t_has_fences(const struct t_cfg *cfg)
{
	return unlikely(cfg->confined) && likely(READ_ONCE(t_void_fences_gen) != cfg->generation);
}

/* T_MAX_LAYERS = none */
static __always_inline u32 t_fence_owner(const struct t_cfg *cfg, u32 cpu)
{
	const struct t_cpu *c = &cfg->cpus[cpu & (T_MAX_CPUS - 1)];

	return c->flags & T_CPU_FENCED && t_has_fences(cfg) ? c->owner_layer : T_MAX_LAYERS;
}

/* layers behind a fence that holds */
static __always_inline u64 t_confined(const struct t_cfg *cfg)
{
	return t_has_fences(cfg) ? cfg->confined : 0;
}

static __always_inline bool t_is_confined(const struct t_cfg *cfg, u32 layer)
{
	return t_has_layer(t_confined(cfg), layer);
}

/* in ordinary order, not only while it has nothing else to do */
static __always_inline bool t_serves(const struct t_cfg *cfg, u32 cpu, u32 layer)
{
	u32 owner;

	if (!t_has_fences(cfg))
		return true;
	owner = t_fence_owner(cfg, cpu);
	return owner < T_MAX_LAYERS ? owner == layer : !t_is_confined(cfg, layer);
}

/* ... or while it has nothing else to do */
static __always_inline bool t_tolerates(const struct t_cfg *cfg, u32 cpu, u32 layer)
{
	u32 owner = t_fence_owner(cfg, cpu);

	return owner < T_MAX_LAYERS ? owner == layer :
				      !t_has_layer(cfg->strict, layer);
}

/* layers whose tasks of the domain the CPU serves in ordinary order */
static __always_inline u64 t_served_layers(const struct t_cfg *cfg, u32 cpu, u32 domain)
{
	u32 owner;

	if (!t_has_fences(cfg))
		return ~0ULL;
	owner = t_fence_owner(cfg, cpu);
	if (owner < T_MAX_LAYERS)
		return t_layer_bit(owner);
	/* what a CONFINED layer left behind where it owns nothing any more is served like any other */
	return ~cfg->domains[t_index(domain, T_MAX_DOMAINS)].owners;
}

/* ... and if there is nothing of those */
static __always_inline u64 t_spilling_layers(const struct t_cfg *cfg, u32 cpu, u32 domain)
{
	if (!t_has_fences(cfg) || t_fence_owner(cfg, cpu) < T_MAX_LAYERS)
		return 0;
	return cfg->domains[t_index(domain, T_MAX_DOMAINS)].owners & ~cfg->strict;
}

/* word of the CPUs that serve the layer */
static __always_inline u64 t_served_word(const struct t_cfg *cfg, const struct t_layer *layer,
					 u32 word)
{
	word = t_index(word, T_CPU_WORDS);
	return layer->kind == T_KIND_CONFINED ? layer->preferred[word] : ~cfg->fenced[word];
}

/* word of the CPUs that the configuration describes, without those that are offline */
static __always_inline u64 t_online_word(const struct t_cfg *cfg, u32 word)
{
	word = t_index(word, T_CPU_WORDS);
	return cfg->present[word] & ~READ_ONCE(t_leaving[word]);
}

/*
 * cpus_ptr points away from the task's own mask while migration is disabled, to the CPU where it is. Not yet when
 * the task is preempted, but the kernel takes it out of its queue then, and asks us again.
 */
static __always_inline bool t_is_held_in_place(struct task_struct *p)
{
	return (u64)p->cpus_ptr != (u64)&p->cpus_mask;
}

/* no task (NULL) stands for one that may run everywhere */
static __always_inline bool t_is_restricted(struct task_struct *p)
{
	return p && (p->nr_cpus_allowed < (int)temper_rodata.nr_cpus || t_is_held_in_place(p));
}

/*
 * Where the CPUs are written that the task may run on; 0 = it may run on all. A number, since functions
 * that the verifier looks at on their own (see t_pick_layer()) cannot be given a task.
 */
static __always_inline u64 t_allowed(struct task_struct *p)
{
	u64 allowed = 0;

	if (t_is_restricted(p))
		bpf_probe_read_kernel(&allowed, sizeof(allowed), &p->cpus_ptr);
	return allowed;
}

static __always_inline u64 t_allowed_word(u64 allowed, u32 word)
{
	u64 bits = 0;

	if (!allowed)
		return ~0ULL;
	bpf_probe_read_kernel(&bits, sizeof(bits), (u64 *)allowed + (word & (T_CPU_WORDS - 1)));
	return bits;
}

static __always_inline u32 t_count_bits(u64 bits)
{
	bits -= bits >> 1 & 0x5555555555555555;
	bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
	return ((bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0f) * 0x0101010101010101 >> 56;
}

/* the bit with so many others below it, counted round again if there are fewer; bits: not 0 */
static __always_inline u32 t_nth_bit(u64 bits, u32 n)
{
	int i;

	n %= t_count_bits(bits);
	bpf_for(i, 0, 64) {
		if (i >= n)
			break;
		bits &= bits - 1;
	}
	return t_lowest_bit(bits);
}

/*
 * One of the allowed CPUs that serves the layer, of the given domain if it is one; -1 = none. Different
 * turns get different ones, so that tasks do not all ask for one runqueue. Not static, see
 * t_pick_layer().
 */
__noinline s32 t_serving_cpu(u32 layer_nr, u32 domain, u64 allowed, u32 turn)
{
	u32 nr_words = (temper_rodata.nr_cpus + 63) / 64;
	const struct t_cfg *cfg = t_config();
	const struct t_layer *layer;
	bool fenced;
	int i;

	if (!cfg || !nr_words)
		return -1;
	layer = t_layer(cfg, layer_nr);
	fenced = t_has_fences(cfg);
	bpf_for(i, 0, T_CPU_WORDS) {
		u32 word = (turn + i) % nr_words;
		u64 bits;

		if (i >= nr_words)
			break;
		bits = t_allowed_word(allowed, word) & t_online_word(cfg, word);
		if (fenced)
			bits &= t_served_word(cfg, layer, word);
		if (domain < T_MAX_DOMAINS)
			bits &= cfg->domains[t_index(domain, T_MAX_DOMAINS)]
					.cpus[t_index(word, T_CPU_WORDS)];
		if (bits)
			return word * 64 + t_nth_bit(bits, turn / nr_words);
	}
	return -1;
}

/* where to go from a CPU that does not serve the layer: near, else anywhere; -1 = it is a guest */
static __always_inline s32 t_nearest_serving(const struct t_cfg *cfg, u32 layer_nr, u32 cpu,
					     u64 allowed, u32 turn)
{
	s32 found = t_serving_cpu(layer_nr, t_domain_of(cfg, cpu), allowed, turn);

	return found >= 0 ? found : t_serving_cpu(layer_nr, T_MAX_DOMAINS, allowed, turn);
}

/* none of the allowed CPUs of the domain (T_MAX_DOMAINS: of all) serves the layer */
static __always_inline bool t_has_no_serving_cpu(u32 layer_nr, u32 domain, u64 allowed)
{
	return allowed && t_serving_cpu(layer_nr, domain, allowed, 0) < 0;
}

/* p may run on no CPU that serves its layer, so it waits where it is */
static __always_inline bool t_is_guest(const struct t_cfg *cfg, struct task_struct *p, u32 layer_nr)
{
	return t_has_fences(cfg) && t_has_no_serving_cpu(layer_nr, T_MAX_DOMAINS, t_allowed(p));
}

/* the kernel asks for no CPU when it wakes p up */
static __always_inline bool t_has_one_cpu(struct task_struct *p)
{
	return p->nr_cpus_allowed == 1 || t_is_held_in_place(p);
}

/*
 * Can run on one CPU only, and others can run on more. Tasks with several CPUs but not all wait in their
 * layer's queue: a CPU that may not run them passes over them there.
 */
static __always_inline bool t_is_pinned(struct task_struct *p)
{
	/* the layers' queues know more than those of the only CPU */
	return temper_rodata.nr_cpus > 1 && t_has_one_cpu(p);
}

/* p can run on this one CPU only, or on no CPU that serves its layer: it waits in the CPU's own queue */
static __always_inline bool t_is_bound(const struct t_cfg *cfg, struct task_struct *p, u32 layer_nr)
{
	return t_is_pinned(p) || t_is_guest(cfg, p, layer_nr);
}

/* whether p, of the layer, may go on running here while others wait */
static __always_inline bool t_belongs_here(const struct t_cfg *cfg, struct task_struct *p,
					   u32 layer, u32 cpu)
{
	return t_serves(cfg, cpu, layer) || (p->flags & PF_EXITING) || t_is_bound(cfg, p, layer);
}

/* whether p may go on running here while nobody else wants the CPU */
static __always_inline bool t_is_tolerated(const struct t_cfg *cfg, struct task_struct *p,
					   u32 layer, u32 cpu)
{
	return t_belongs_here(cfg, p, layer, cpu) || t_tolerates(cfg, cpu, layer);
}

/* layers that compete for this CPU by rank and virtual time; all others' tasks are guests here */
static __always_inline u64 t_contending_layers(const struct t_cfg *cfg, u32 cpu)
{
	u32 owner;

	if (!t_has_fences(cfg))
		return ~0ULL;
	owner = t_fence_owner(cfg, cpu);
	return owner < T_MAX_LAYERS ? t_layer_bit(owner) : ~cfg->confined;
}

/* guests, and who has only time that nobody else wants, have no rank; the system layer serves all */
static __always_inline bool t_has_rank(const struct t_cfg *cfg, u32 layer, u32 cpu)
{
	return layer == cfg->system_layer || t_has_layer(t_contending_layers(cfg, cpu), layer);
}

/*
 * Guests wait so many times as long as they run, if others want the CPU: behind a fence they get
 * 1 / T_GUEST_SHARE of it together. The system layer's, and tasks pinned away from their own fence,
 * get a half. 0 = no guest.
 */
static __always_inline u32 t_guest_factor(const struct t_cfg *cfg, u32 layer, u32 cpu)
{
	if (t_has_layer(t_contending_layers(cfg, cpu), layer))
		return 0;
	if (layer == cfg->system_layer || t_fence_owner(cfg, cpu) >= T_MAX_LAYERS)
		return 1;
	return T_GUEST_SHARE - 1;
}

#endif /* TEMPER_FENCE_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which layer a task belongs to.
 *
 * Kernel threads: the system layer. Others: the layer that a note on the thread names, else that of
 * the nearest ancestor of their cgroup (itself included) that has a member entry, else the default
 * layer. The answer is kept in the task's context and looked up again when the configuration, the
 * membership (which notes count as) or the task's cgroup has changed.
 */
#ifndef TEMPER_RESOLVE_H
#define TEMPER_RESOLVE_H

#include "state.bpf.h"

/* exact (an inode number), unlike the address of the cgroup, which may be used again */
static __always_inline u64 t_cgroup_id(struct task_struct *p)
{
	return p->cgroups->dfl_cgrp->kn->id;
}

static __always_inline bool t_is_current(const struct t_cfg *cfg, const struct t_task *t,
					 u64 cg_gen, u64 cgroup_id)
{
	return t->cfg_gen == cfg->generation && t->cg_gen == cg_gen && t->cgroup_id == cgroup_id;
}

/* ksoftirqd has nice 0 and no flag: its name is all that tells it apart */
static __always_inline bool t_is_ksoftirqd(struct task_struct *p)
{
	char comm[16];

	if (bpf_probe_read_kernel(comm, sizeof(comm), p->comm))
		return false;
	return comm[0] == 'k' && comm[1] == 's' && comm[2] == 'o' && comm[3] == 'f' &&
	       comm[4] == 't' && comm[5] == 'i' && comm[6] == 'r' && comm[7] == 'q' &&
	       comm[8] == 'd';
}

static __always_inline u32 t_kthread_flags(struct task_struct *p)
{
	if (p->nr_cpus_allowed != 1)
		return 0;
	if (p->static_prio < NICE_0_PRIO || t_is_ksoftirqd(p))
		return T_TASK_CPU_KTHREAD | T_TASK_URGENT_KTHREAD;
	return T_TASK_CPU_KTHREAD;
}

enum {
	T_LOOKUP_WATCHED = 1 << 16,	/* beside the layer in what t_lookup_layer() returns */
};

/* what the loader says of this thread alone; nearly always nothing */
static __always_inline struct t_thread_note *t_thread_note(struct task_struct *p)
{
	return bpf_task_storage_get(&thread_notes, p, NULL, 0);
}

/* T_MAX_LAYERS = the note names no layer of this configuration */
static __always_inline u32 t_noted_layer(const struct t_cfg *cfg, const struct t_thread_note *note)
{
	u64 hash = note ? note->layer_hash : 0;
	int layer;

	if (likely(!hash))
		return T_MAX_LAYERS;
	bpf_for(layer, 0, T_MAX_LAYERS) {
		if (layer < cfg->nr_layers && t_layer(cfg, layer)->name_hash == hash)
			return layer;
	}
	return T_MAX_LAYERS;
}

/* T_MAX_LAYERS = no ancestor has an entry */
static __noinline u32 t_member_layer(u32 slot, struct task_struct *p)
{
	void *members = bpf_map_lookup_elem(&cg_outer, &slot);
	struct cgroup *cgroup = p->cgroups->dfl_cgrp;
	int level;

	if (!members)
		return T_MAX_LAYERS;
	bpf_for(level, 0, T_CGROUP_DEPTH) {
		struct t_member *member;
		struct kernfs_node *kn = NULL;
		u64 id = 0;

		if (!cgroup || bpf_probe_read_kernel(&kn, sizeof(kn), &cgroup->kn) ||
		    bpf_probe_read_kernel(&id, sizeof(id), &kn->id))
			break;
		member = bpf_map_lookup_elem(members, &id);
		/* an element may be reused under a reader: the id inside tells */
		if (member && member->cgroup_id == id)
			return member->layer;
		/* css is the first member of a cgroup, so its parent is the parent cgroup */
		if (bpf_probe_read_kernel(&cgroup, sizeof(cgroup), &cgroup->self.parent))
			break;
	}
	return T_MAX_LAYERS;
}

/* of a task without a context nothing is looked up, since the answer could not be kept */
static __always_inline u32 t_unknown_layer(const struct t_cfg *cfg, struct task_struct *p)
{
	return t_index(p->flags & PF_KTHREAD ? cfg->system_layer : cfg->default_layer, T_MAX_LAYERS);
}

static __noinline u32 t_lookup_layer(const struct t_cfg *cfg, struct task_struct *p)
{
	struct t_thread_note *note;
	u32 layer, nr_layers, watched;

	if (!cfg || !p)
		return 0;
	nr_layers = cfg->nr_layers;
	layer = cfg->system_layer;
	note = t_thread_note(p);
	watched = note && note->watch_plus_1 ? T_LOOKUP_WATCHED : 0;
	if (!(p->flags & PF_KTHREAD)) {
		layer = t_noted_layer(cfg, note);
		if (layer == T_MAX_LAYERS)
			layer = t_member_layer(cfg->cg_slot, p);
		if (layer < T_MAX_LAYERS && layer >= nr_layers)
			t_count(t_stats(bpf_get_smp_processor_id()), nr_layer_misses);
	}
	if (layer >= nr_layers)
		layer = cfg->default_layer;
	return (layer < T_MAX_LAYERS ? layer : 0) | watched;
}

/* weakly ordered machines: nothing read below may be older than the generations above */
static __always_inline void t_full_barrier(void)
{
	static u32 word;

	__sync_val_compare_and_swap(&word, 0, 0);
}

/* a kernel thread is bound to its CPU, or let go, after it has come */
static __always_inline void t_look_at_kthread(struct task_struct *p, struct t_task *t)
{
	bool has_one_cpu = p->nr_cpus_allowed == 1;

	if (likely(!(p->flags & PF_KTHREAD)) ||
	    likely(has_one_cpu == !!(t->flags & T_TASK_CPU_KTHREAD)))
		return;
	t->flags &= ~(T_TASK_CPU_KTHREAD | T_TASK_URGENT_KTHREAD);
	t->flags |= t_kthread_flags(p);
}

/* brings the task's layer up to date; generations are read before what they describe */
static __always_inline u32 t_resolve(const struct t_cfg *cfg, struct task_struct *p,
				     struct t_task *t)
{
	u64 cg_gen = READ_ONCE(temper_shared.control.cg_gen);
	u64 cgroup_id = t_cgroup_id(p);
	u32 found;

	if (likely(t_is_current(cfg, t, cg_gen, cgroup_id)))
		return t->layer;
	t_full_barrier();
	found = t_lookup_layer(cfg, p);
	t->layer = found & (T_MAX_LAYERS - 1);
	t->flags &= ~(T_TASK_CPU_KTHREAD | T_TASK_URGENT_KTHREAD | T_TASK_WATCHED);
	if (found & T_LOOKUP_WATCHED)
		t->flags |= T_TASK_WATCHED;
	if (p->flags & PF_KTHREAD)
		t->flags |= t_kthread_flags(p);
	t->cfg_gen = cfg->generation;
	t->cg_gen = cg_gen;
	t->cgroup_id = cgroup_id;
	t_count(t_stats(bpf_get_smp_processor_id()), nr_resolves);
	return t->layer;
}

#endif /* TEMPER_RESOLVE_H */

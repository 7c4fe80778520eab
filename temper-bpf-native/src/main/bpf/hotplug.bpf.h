/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs come and go. A CPU on its way offline is not asked for dispatch any more, but must get rid
 * of the tasks that wait for it: those in its own queues go to the kernel's global queue, which it
 * still serves, and from where the kernel pushes them to another CPU. What that means for fences:
 * fence_check.bpf.h.
 */
#ifndef TEMPER_HOTPLUG_H
#define TEMPER_HOTPLUG_H

#include "fence_check.bpf.h"

/* the queue exists: moving by an iterator that could not start crashes some kernels */
static __noinline void t_hand_over(u64 dsq_id)
{
	struct bpf_iter_scx_dsq it;
	struct task_struct *p;

	bpf_rcu_read_lock();
	if (!bpf_iter_scx_dsq_new(&it, dsq_id, 0)) {
		while ((p = bpf_iter_scx_dsq_next(&it)))
			t_move_to_global(&it, p);
	}
	bpf_iter_scx_dsq_destroy(&it);
	bpf_rcu_read_unlock();
}

static __always_inline void t_abandon_cpu(u32 cpu)
{
	struct t_queue_id id = { .kind = T_QUEUE_CPU, .cpu = cpu };
	int layer;

	if (cpu >= temper_rodata.nr_cpus)
		return;
	WRITE_ONCE(t_cpu_state(cpu)->rank_plus_1, 0);
	bpf_for(layer, 0, T_MAX_LAYERS) {
		if (layer >= temper_rodata.nr_layer_queues)
			break;
		id.layer = layer;
		t_hand_over(t_dsq_id(id));
	}
}

static __always_inline bool t_has_cpu(const u64 *words, u32 cpu)
{
	return READ_ONCE(words[t_index(cpu / 64, T_CPU_WORDS)]) >> (cpu & 63) & 1;
}

static __always_inline bool t_is_leaving(u32 cpu)
{
	return t_has_cpu(t_leaving, cpu);
}

static __always_inline void t_set_leaving(u32 cpu, bool leaving)
{
	u64 *word = &t_leaving[t_index(cpu / 64, T_CPU_WORDS)];

	if (t_is_leaving(cpu) == leaving)
		return;
	if (leaving)
		t_fetch_or(word, 1ULL << (cpu & 63));
	else
		t_fetch_and(word, ~(1ULL << (cpu & 63)));
	__sync_fetch_and_add(&t_nr_leaving, leaving ? 1 : -1);
}

/*
 * The kernel waits until the runqueue of a leaving CPU is empty, and looks when that CPU picks its
 * next task. The last one may leave without that, taken out of a layer's queue by another CPU while
 * this one idles: then nobody looks, and the CPU would hang on its way for ever.
 */
static __always_inline void t_kick_leaving(void)
{
	int cpu;

	if (likely(!READ_ONCE(t_nr_leaving)))
		return;
	bpf_for(cpu, 0, T_MAX_CPUS) {
		if (cpu >= temper_rodata.nr_cpus)
			break;
		if (t_is_leaving(cpu))
			scx_bpf_kick_cpu(cpu, 0);
	}
}

/* a CPU came, or leaves */
static __always_inline void t_note_hotplug(u32 cpu, bool leaving)
{
	t_set_leaving(cpu, leaving);
	__sync_fetch_and_add(&t_nr_hotplugs, 1);
	bpf_rcu_read_lock();
	t_check_fences();
	bpf_rcu_read_unlock();
}

/* CPUs that are described, and offline already when the scheduler comes: no callback tells of them */
static __always_inline void t_note_offline(const struct t_cfg *cfg)
{
	const struct cpumask *online = scx_bpf_get_online_cpumask();
	int cpu;

	bpf_for(cpu, 0, T_MAX_CPUS) {
		if (cpu >= temper_rodata.nr_cpus)
			break;
		if (t_has_cpu(cfg->present, cpu) && !bpf_cpumask_test_cpu(cpu, online))
			t_set_leaving(cpu, true);
	}
	scx_bpf_put_cpumask(online);
	t_check_fences();
}

#endif /* TEMPER_HOTPLUG_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs come and go. A CPU on its way offline is not asked for dispatch any more, but must get rid
 * of the tasks that wait for it: those in its own queues go to the kernel's global queue, which it
 * still serves, and from where the kernel pushes them to another CPU.
 */
#ifndef TEMPER_HOTPLUG_H
#define TEMPER_HOTPLUG_H

#include "state.bpf.h"

extern bool scx_bpf_dsq_move(struct bpf_iter_scx_dsq *it, struct task_struct *p, u64 dsq_id,
			     u64 enq_flags) __weak __ksym; /* 6.13 */
extern bool scx_bpf_dispatch_from_dsq(struct bpf_iter_scx_dsq *it, struct task_struct *p,
				      u64 dsq_id, u64 enq_flags) __weak __ksym; /* 6.12 */

/* the queue exists: moving by an iterator that could not start crashes some kernels */
static __noinline void t_hand_over(u64 dsq_id)
{
	struct bpf_iter_scx_dsq it;
	struct task_struct *p;

	bpf_rcu_read_lock();
	if (!bpf_iter_scx_dsq_new(&it, dsq_id, 0)) {
		while ((p = bpf_iter_scx_dsq_next(&it))) {
			if (t_has(scx_bpf_dsq_move))
				scx_bpf_dsq_move(&it, p, SCX_DSQ_GLOBAL, 0);
			else
				scx_bpf_dispatch_from_dsq(&it, p, SCX_DSQ_GLOBAL, 0);
		}
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

static __always_inline void t_set_leaving(u32 cpu, bool leaving)
{
	u8 *slot = &t_leaving[t_index(cpu, T_MAX_CPUS)];

	if (*slot == leaving)
		return;
	*slot = leaving;
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
		if (t_leaving[t_index(cpu, T_MAX_CPUS)])
			scx_bpf_kick_cpu(cpu, 0);
	}
}

#endif /* TEMPER_HOTPLUG_H */

// SPDX-License-Identifier: GPL-2.0
/*
 * The Temper scheduler: layers of cgroups with ranks (who may take a CPU from whom) and weights
 * (who gets how much when all want it). docs/scheduler.md describes it as a whole.
 *
 * Policy is one immutable value, struct t_cfg: each callback takes the pointer once and works with
 * that; functions that are verified on their own (t_pick_layer()) take it again. While one is published
 * a callback may so see two: what it got wrong is put right in running and in the tick. This file holds
 * the coming and going of tasks, CPUs and the scheduler itself, and the table of callbacks; the others
 * stand in the headers, by topic.
 */
#include "temper_abi.h"
#include "bpf_base.bpf.h"
#include "kernel_types.bpf.h"
#include "compat.bpf.h"
#include "state.bpf.h"
#include "resolve.bpf.h"
#include "observe.bpf.h"
#include "fence.bpf.h"
#include "ceiling.bpf.h"
#include "vtime.bpf.h"
#include "queue.bpf.h"
#include "placement.bpf.h"
#include "wakeup.bpf.h"
#include "choice.bpf.h"
#include "service.bpf.h"
#include "account.bpf.h"
#include "dispatch.bpf.h"
#include "run.bpf.h"
#include "fence_check.bpf.h"
#include "hotplug.bpf.h"
#include "ceiling_timer.bpf.h"
#include "exit.bpf.h"
#include "watch.bpf.h"

char LICENSE[] SEC("license") = "GPL";

enum {
	T_ERR_NO_DATA = -61,		/* ENODATA: no configuration was published */
	T_ERR_UNSUPPORTED = -95,	/* EOPNOTSUPP: this kernel's BTF cannot be used */
	T_ERR_RANGE = -34,		/* ERANGE: temper_rodata is out of its limits */
};

/* ---- tasks come and go -------------------------------------------------------------------- */

/*
 * Never refuses: a failure here would make fork fail on the whole node. The memory is that of the loader's
 * cgroup: may sleep, since with that full of page cache some is to be had only in that way. Where there is
 * none, enqueue tries again.
 */
T_OPS_SLEEPABLE(init_task)
s32 temper_init_task(unsigned long long *ctx)
{
	t_new_task(T_TASK_ARG(ctx, 0));
	return 0;
}

static __always_inline void t_forget(struct task_struct *p)
{
	struct t_task *t = t_task(p);

	if (t)
		t_count_out(t);
}

T_OPS(disable)
void temper_disable(unsigned long long *ctx)
{
	t_forget(T_TASK_ARG(ctx, 0));
}

T_OPS(exit_task)
void temper_exit_task(unsigned long long *ctx)
{
	t_forget(T_TASK_ARG(ctx, 0));
}

/* ---- CPUs come and go (without these callbacks the kernel would end the scheduler) --------- */

T_OPS_SLEEPABLE(cpu_online)
void temper_cpu_online(unsigned long long *ctx)
{
	WRITE_ONCE(t_cpu_state(ctx[0])->rank_plus_1, 0);
	t_note_hotplug(ctx[0], false);
}

T_OPS_SLEEPABLE(cpu_offline)
void temper_cpu_offline(unsigned long long *ctx)
{
	t_note_hotplug(ctx[0], true);
	t_abandon_cpu(ctx[0]);
}

/* ---- the scheduler comes and goes --------------------------------------------------------- */

static __always_inline s32 t_create_layer_queues(void)
{
	u32 nr_layers = temper_rodata.nr_layer_queues, nr_domains = temper_rodata.nr_domains;
	int domain, layer;
	s32 err;

	bpf_for(domain, 0, T_MAX_DOMAINS) {
		if (domain >= nr_domains)
			break;
		bpf_for(layer, 0, T_MAX_LAYERS) {
			if (layer >= nr_layers)
				break;
			err = scx_bpf_create_dsq(t_dsq_id(t_layer_queue(domain, layer)), -1);
			if (err)
				return err;
		}
	}
	return 0;
}

static __always_inline s32 t_create_cpu_queues(void)
{
	u32 nr_layers = temper_rodata.nr_layer_queues, nr_cpus = temper_rodata.nr_cpus;
	int cpu, layer;
	s32 err;

	bpf_for(cpu, 0, T_MAX_CPUS) {
		if (cpu >= nr_cpus)
			break;
		bpf_for(layer, 0, T_MAX_LAYERS) {
			struct t_queue_id id = {
				.kind = T_QUEUE_CPU,
				.layer = layer,
				.cpu = cpu,
			};

			if (layer >= nr_layers)
				break;
			err = scx_bpf_create_dsq(t_dsq_id(id), -1);
			if (err)
				return err;
		}
	}
	return 0;
}

static __always_inline s32 t_check_limits(const struct t_cfg *cfg)
{
	if (!(SCX_DSQ_LOCAL >> 63))
		return T_ERR_UNSUPPORTED; /* BTF without 64-bit enumerators */
	if (!cfg || !cfg->generation || cfg->abi_version != T_ABI_VERSION)
		return T_ERR_NO_DATA;
	if (temper_rodata.nr_cpus > T_MAX_CPUS || temper_rodata.nr_domains > T_MAX_DOMAINS ||
	    temper_rodata.nr_layer_queues > T_MAX_LAYERS || !temper_rodata.nr_cpus ||
	    !temper_rodata.nr_domains || cfg->nr_layers > temper_rodata.nr_layer_queues)
		return T_ERR_RANGE;
	return 0;
}

T_OPS_SLEEPABLE(init)
s32 temper_init(unsigned long long *ctx)
{
	const struct t_cfg *cfg;
	s32 err;

	bpf_rcu_read_lock();
	cfg = t_config();
	err = t_check_limits(cfg);
	if (!err)
		t_note_offline(cfg);
	bpf_rcu_read_unlock();
	if (!err)
		err = t_create_layer_queues();
	if (!err)
		err = t_create_cpu_queues();
	if (!err && temper_rodata.debug_enabled)
		err = scx_bpf_create_dsq(t_dsq_id(t_stalled_queue()), -1);
	if (!err)
		err = t_start_timer();
	return err;
}

T_OPS_SLEEPABLE(exit)
void temper_exit(unsigned long long *ctx)
{
	t_record_exit((struct scx_exit_info *)ctx[0]);
}

T_OPS(dump)
void temper_dump(unsigned long long *ctx)
{
	t_dump_state();
}

/* flags are the loader's: their values are those of the running kernel, see abi.properties */
SEC(".struct_ops.link")
struct sched_ext_ops temper_ops = {
	.select_cpu = (void *)temper_select_cpu,
	.enqueue = (void *)temper_enqueue,
	.dispatch = (void *)temper_dispatch,
	.tick = (void *)temper_tick,
	.running = (void *)temper_running,
	.stopping = (void *)temper_stopping,
	.disable = (void *)temper_disable,
	.init_task = (void *)temper_init_task,
	.exit_task = (void *)temper_exit_task,
	.cpu_online = (void *)temper_cpu_online,
	.cpu_offline = (void *)temper_cpu_offline,
	.init = (void *)temper_init,
	.exit = (void *)temper_exit,
	.dump = (void *)temper_dump,
	.timeout_ms = 30000,
	.exit_dump_len = T_EXIT_DUMP_LEN,
	.name = "temper",
};

// SPDX-License-Identifier: GPL-2.0
/*
 * The Temper scheduler: layers of cgroups with ranks (who may take a CPU from whom) and weights
 * (who gets how much when all want it). docs/scheduler.md describes it as a whole.
 *
 * Policy is one immutable value, struct t_cfg: each callback takes the pointer once and works with
 * that. This file holds the callbacks; what they do stands in the headers, by topic.
 */
#include "temper_abi.h"
#include "bpf_base.bpf.h"
#include "kernel_types.bpf.h"
#include "compat.bpf.h"
#include "state.bpf.h"
#include "resolve.bpf.h"
#include "vtime.bpf.h"
#include "queue.bpf.h"
#include "placement.bpf.h"
#include "service.bpf.h"
#include "hotplug.bpf.h"
#include "exit.bpf.h"
#include "watch.bpf.h"

char LICENSE[] SEC("license") = "GPL";

enum {
	T_ERR_NO_DATA = -61,		/* ENODATA: no configuration was published */
	T_ERR_UNSUPPORTED = -95,	/* EOPNOTSUPP: this kernel's BTF cannot be used */
	T_ERR_RANGE = -34,		/* ERANGE: temper_rodata is out of its limits */
};

/* a struct_ops program gets the callback's arguments as an array of 64-bit words */
#define T_OPS(name) SEC("struct_ops/" #name)
#define T_OPS_SLEEPABLE(name) SEC("struct_ops.s/" #name)
#define T_TASK_ARG(ctx, i) ((struct task_struct *)(ctx)[i])

/* ---- a task wakes up ---------------------------------------------------------------------- */

static __always_inline void t_begin_wait(struct t_task *t, u64 now)
{
	t->runnable_ns = now;
	t->flags |= T_TASK_WAITING;
}

T_OPS(select_cpu)
s32 temper_select_cpu(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	s32 cpu = (s32)ctx[1];
	const struct t_cfg *cfg = t_config();
	struct t_task *t = t_task(p);
	u64 now;

	if (unlikely(!cfg || !t))
		return cpu;
	now = t_now();
	t_resolve(cfg, p, t);
	t_begin_wait(t, now);
	if (t_place_wakeup(cfg, p, t, &cpu, ctx[2], now))
		t->flags &= ~T_TASK_PLACED;
	else
		t->flags |= T_TASK_PLACED;
	return cpu;
}

/* no context, or no configuration: wait with the default layer, uncounted */
static __noinline void t_enqueue_unknown(const struct t_cfg *cfg, struct task_struct *p,
					 u64 enq_flags)
{
	u32 cpu = scx_bpf_task_cpu(p);
	u32 layer_nr = cfg ? cfg->default_layer : 0;
	u32 domain = cfg ? t_domain_of(cfg, cpu) : 0;
	struct t_queue_id id = t_layer_queue(domain, layer_nr & (T_MAX_LAYERS - 1));
	u64 slice_ns = cfg ? t_layer(cfg, layer_nr)->slice_ns : 20000000;

	t_counts_broken = 1;
	t_count(t_stats(bpf_get_smp_processor_id()), nr_no_context);
	t_insert_vtime(p, t_dsq_id(id), slice_ns, t_queue(id)->task_vtime_ns, enq_flags);
}

T_OPS(enqueue)
void temper_enqueue(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	u64 enq_flags = ctx[1];
	const struct t_cfg *cfg = t_config();
	struct t_task *t = t_task(p);
	u32 cpu = scx_bpf_task_cpu(p);
	bool wakeup = enq_flags & SCX_ENQ_WAKEUP;
	struct t_cpu_stats *stats;
	struct t_queue_id id;
	u64 now;

	if (unlikely(!cfg || !t)) {
		t_enqueue_unknown(cfg, p, enq_flags);
		return;
	}
	now = t_now();
	if (!(t->flags & T_TASK_PLACED)) { /* else select_cpu has done it just now */
		t_resolve(cfg, p, t);
		t_begin_wait(t, now);
	}
	if (wakeup && (t->flags & T_TASK_CPU_KTHREAD)) {
		t_place_cpu_kthread(p, t, t_layer(cfg, t->layer), cpu, enq_flags, now);
		return;
	}
	if (wakeup && !(t->flags & T_TASK_PLACED) && t_is_pinned(p) &&
	    t_place_pinned(cfg, p, t, cpu, enq_flags, now))
		return;
	t->flags &= ~T_TASK_PLACED;
	id = t_queue_for(cfg, p, t->layer, cpu);
	stats = t_stats(bpf_get_smp_processor_id());
	if (stats) {
		struct t_layer_stats *layer_stats = t_layer_stats(stats, t->layer);

		layer_stats->nr_queued++;
		layer_stats->nr_restricted += id.kind == T_QUEUE_CPU;
	}
	t_send(cfg, p, t, id, now, enq_flags);
	if (t->flags & T_TASK_LOOK_AGAIN)
		t_look_again(cfg, p, t, cpu, now);
	/* the CPU has nothing else and will not ask again by itself */
	if (enq_flags & SCX_ENQ_LAST)
		scx_bpf_kick_cpu(cpu, 0);
}

/* ---- a CPU needs work --------------------------------------------------------------------- */

static __always_inline void t_adopt(const struct t_cfg *cfg, struct t_cpu_stats *stats)
{
	if (likely(!stats || stats->generation == cfg->generation))
		return;
	stats->generation_ns = bpf_ktime_get_ns();
	__sync_val_compare_and_swap(&stats->generation, stats->generation, cfg->generation);
}

static __always_inline bool t_nothing_waits(u32 domain, u32 cpu)
{
	return !t_waiting(domain) && !t_own_waiting(cpu, T_CLASS_FAIR) &&
	       !t_own_waiting(cpu, T_CLASS_URGENT);
}

static __always_inline bool t_looks_around(u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);

	return temper_rodata.nr_domains > 1 && ++c->steal_clock % T_STEAL_EVERY == 0;
}

static __always_inline u32 t_prev_candidate(struct task_struct *prev, u32 cpu)
{
	struct t_cpu_state *c = t_cpu_state(cpu);

	if (c->charge.kind == T_QUEUE_CPU)
		return T_CANDIDATE_CPU + c->charge.sub;
	return c->layer;
}

T_OPS(dispatch)
void temper_dispatch(unsigned long long *ctx)
{
	u32 cpu = (u32)ctx[0];
	struct task_struct *prev = T_TASK_ARG(ctx, 1);
	const struct t_cfg *cfg = t_config();
	struct t_cpu_stats *stats = t_stats(cpu);
	u32 prev_candidate = T_NO_CANDIDATE;
	u32 domain;
	u64 now;

	if (unlikely(!cfg))
		return;
	t_count(stats, nr_dispatches);
	t_adopt(cfg, stats);
	now = t_now();
	domain = t_domain_of(cfg, cpu);
	if (prev && (prev->scx.flags & SCX_TASK_QUEUED))
		prev_candidate = t_prev_candidate(prev, cpu);

	if (t_looks_around(cpu) && t_steal(cfg, domain, cpu, now))
		return;
	if (!t_nothing_waits(domain, cpu) && t_serve(domain, cpu, prev_candidate, now))
		return;
	if (prev && prev_candidate != T_NO_CANDIDATE)
		t_keep(cfg, prev, cpu, now);
	else if (temper_rodata.nr_domains > 1)
		t_steal(cfg, domain, cpu, now);
}

/* ---- a task starts and stops -------------------------------------------------------------- */

static __always_inline void t_record_wait(struct t_layer_stats *stats, u64 wait_ns)
{
	u64 us = wait_ns / 1000;
	u32 bucket = us ? 64 - __builtin_clzll(us) : 0;

	if (bucket >= T_WAIT_BUCKETS)
		bucket = T_WAIT_BUCKETS - 1;
	stats->wait_ns += wait_ns;
	if (wait_ns > stats->max_wait_ns)
		stats->max_wait_ns = wait_ns;
	stats->wait_hist[bucket]++;
}

/* the turn that dispatch granted, if this is a task of that layer */
static __always_inline u64 t_redeem_turn(const struct t_cfg *cfg, struct task_struct *p,
					 struct t_cpu_state *c, struct t_layer_stats *stats, u32 cpu)
{
	if (likely(!c->turn_candidate_plus_1))
		return 0;
	if (c->turn_candidate_plus_1 != t_prev_candidate(p, cpu) + 1)
		return 0;
	c->turn_candidate_plus_1 = 0;
	stats->nr_turns++;
	if (p->scx.slice < cfg->turn_ns)
		t_set_slice(p, cfg->turn_ns);
	return cfg->turn_ns;
}

/* out of its queue, if it was in one; the new layer */
static __always_inline u32 t_leave_queue(const struct t_cfg *cfg, struct task_struct *p,
					 struct t_task *t)
{
	if (t->flags & T_TASK_COUNTED) {
		t_count_out(t);
		t_raise(&t_queue(t->queue)->task_vtime_ns, t->vtime_ns);
	}
	return likely(t->cfg_gen == cfg->generation) ? t->layer : t_resolve(cfg, p, t);
}

static __always_inline void t_record_run(struct t_task *t, struct t_layer_stats *stats, u32 cpu,
					 u64 now)
{
	stats->nr_runs++;
	if (t->flags & T_TASK_WAITING)
		t_record_wait(stats, t_elapsed(t->runnable_ns, now));
	stats->nr_migrations += t->last_cpu_plus_1 != cpu + 1;
	t->last_cpu_plus_1 = cpu + 1;
}

/* somebody waits who would have taken this CPU from the layer, had it been seen in time */
static __always_inline bool t_higher_rank_waits(const struct t_cfg *cfg, u64 waiting, u32 rank)
{
	int i;

	bpf_for(i, 0, T_MAX_LAYERS) {
		const struct t_layer *layer;

		if (!waiting)
			break;
		layer = t_layer(cfg, t_lowest_bit(waiting));
		if (layer->rank > rank)
			return true;
		waiting &= waiting - 1;
	}
	return false;
}

/*
 * Between two tasks a CPU is nobody's victim. A waker that came then has put its task into a queue,
 * in which it is seen here, or else it sees the rank written here: one of the two acts. Layers that
 * dispatch has seen waiting are left out: it had its reasons, such as tasks that may not run here.
 */
static __always_inline void t_give_way(const struct t_cfg *cfg, u32 cpu, u32 layer_nr)
{
	u64 waiting = t_waiting(t_domain_of(cfg, cpu)) & cfg->preempting &
		      ~t_cpu_state(cpu)->seen_waiting;

	if (likely(!waiting) || !t_higher_rank_waits(cfg, waiting, t_layer(cfg, layer_nr)->rank))
		return;
	scx_bpf_kick_cpu(cpu, SCX_KICK_PREEMPT);
}

T_OPS(running)
void temper_running(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	const struct t_cfg *cfg = t_config();
	u32 cpu = scx_bpf_task_cpu(p);
	struct t_cpu_state *c = t_cpu_state(cpu);
	struct t_cpu_stats *stats = t_stats(cpu);
	struct t_task *t = t_task(p);
	u64 now, guard_ns, min_run_ns;
	u32 layer_nr;

	if (unlikely(!cfg || !stats))
		return;
	now = t_now();
	layer_nr = cfg->default_layer;
	if (likely(t)) {
		layer_nr = t_leave_queue(cfg, p, t);
		t_record_run(t, t_layer_stats(stats, layer_nr), cpu, now);
		t->flags &= ~(T_TASK_WAITING | T_TASK_PLACED);
	}
	stats->running = layer_nr + 1;
	c->run_ns = now;
	t_set_running(cfg, p, layer_nr, cpu);
	guard_ns = t_redeem_turn(cfg, p, c, t_layer_stats(stats, layer_nr), cpu);
	min_run_ns = t_layer(cfg, layer_nr)->min_run_ns;
	if (guard_ns < min_run_ns)
		guard_ns = min_run_ns;
	/* no guard is no time: clocks of two CPUs differ, so "now" may be later for the waker */
	WRITE_ONCE(c->guard_until_ns, guard_ns ? now + guard_ns : 0);
	WRITE_ONCE(c->claim_until_ns, 0);
	if (!guard_ns)
		t_give_way(cfg, cpu, layer_nr);
}

T_OPS(stopping)
void temper_stopping(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	bool runnable = ctx[1];
	u32 cpu = scx_bpf_task_cpu(p);
	struct t_cpu_state *c = t_cpu_state(cpu);
	struct t_cpu_stats *stats = t_stats(cpu);
	u64 now = t_now();

	if (stats) {
		stats->running = 0;
		if (runnable && t_before(now, READ_ONCE(c->claim_until_ns)))
			t_layer_stats(stats, c->layer)->nr_preempted++;
	}
	t_account(c, stats, now);
	WRITE_ONCE(c->rank_plus_1, 0);
}

T_OPS(tick)
void temper_tick(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);
	const struct t_cfg *cfg = t_config();
	u32 cpu = scx_bpf_task_cpu(p);
	struct t_cpu_state *c = t_cpu_state(cpu);
	u64 waiting;
	s32 idle;

	if (unlikely(!cfg))
		return;
	waiting = t_waiting(t_domain_of(cfg, cpu));
	if (!waiting)
		return;
	if (!t_before(t_now(), c->guard_until_ns) &&
	    t_higher_rank_waits(cfg, waiting & cfg->preempting, t_layer(cfg, c->layer)->rank))
		t_set_slice(p, 0);
	/* a CPU may have gone idle just before the task became visible in its queue */
	idle = scx_bpf_pick_idle_cpu(p->cpus_ptr, 0);
	if (idle >= 0)
		scx_bpf_kick_cpu(idle, SCX_KICK_IDLE);
}

/* ---- tasks come and go -------------------------------------------------------------------- */

/* never refuses: a failure here would make fork fail on the whole node */
T_OPS_SLEEPABLE(init_task)
s32 temper_init_task(unsigned long long *ctx)
{
	struct task_struct *p = T_TASK_ARG(ctx, 0);

	bpf_task_storage_get(&task_ctx, p, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
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
}

T_OPS_SLEEPABLE(cpu_offline)
void temper_cpu_offline(unsigned long long *ctx)
{
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
	u32 nr_cpus = temper_rodata.nr_cpus;
	int cpu, class;
	s32 err;

	bpf_for(cpu, 0, T_MAX_CPUS) {
		if (cpu >= nr_cpus)
			break;
		bpf_for(class, 0, T_NR_CLASSES) {
			struct t_queue_id id = { .kind = T_QUEUE_CPU, .sub = class, .where = cpu };

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
	bpf_rcu_read_unlock();
	if (!err)
		err = t_create_layer_queues();
	if (!err)
		err = t_create_cpu_queues();
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

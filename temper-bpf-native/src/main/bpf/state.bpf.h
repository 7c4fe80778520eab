/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Everything the scheduler remembers: maps, constants of this load, per-CPU and per-domain state.
 */
#ifndef TEMPER_STATE_H
#define TEMPER_STATE_H

#include "compat.bpf.h"

/* ---- constants of this load; defaults that let the verifier see every path ---------------- */

const volatile struct t_rodata temper_rodata = {
	.nr_cpus = T_MAX_CPUS,
	.nr_domains = 1,
	.nr_layer_queues = 16,
	.debug_enabled = 1,
	.tick_ns = 0,
};

#ifndef TEMPER_ABI_HASH
#define TEMPER_ABI_HASH 0
#endif

/* hash of the layouts this object was built with; the loader compares it with abi.properties */
const volatile u64 temper_abi_hash = TEMPER_ABI_HASH;

/* ---- shared with the loader: the only variable of .data ----------------------------------- */

struct t_shared temper_shared SEC(".data");

/* ---- configuration and membership: see temper_abi.h for who writes ------------------------ */

struct t_cfg_map {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_RDONLY_PROG);
	__type(key, u32);
	__type(value, struct t_cfg);
};

struct t_cg_map {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, T_MAX_MEMBERS);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, u64);
	__type(value, struct t_member);
};

struct t_cfg_map cfg_initial SEC(".maps");
struct t_cg_map cg_initial_0 SEC(".maps");
struct t_cg_map cg_initial_1 SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 1);
	__type(key, u32);
	__array(values, struct t_cfg_map);
} cfg_outer SEC(".maps") = {
	.values = { (void *)&cfg_initial },
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 2);
	__type(key, u32);
	__array(values, struct t_cg_map);
} cg_outer SEC(".maps") = {
	.values = { (void *)&cg_initial_0, (void *)&cg_initial_1 },
};

/* ---- statistics --------------------------------------------------------------------------- */

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, T_MAX_CPUS);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, u32);
	__type(value, struct t_cpu_stats);
} cpu_stats SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, u32);
	__type(value, struct t_delay);
} layer_delays SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, T_MAX_WATCHED);
	__uint(map_flags, BPF_F_MMAPABLE);
	__type(key, u32);
	__type(value, struct t_watched);
} watched SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct t_thread_note);
} thread_notes SEC(".maps");

/* ---- one task ----------------------------------------------------------------------------- */

enum t_task_flags {
	T_TASK_CPU_KTHREAD = 1,	/* kernel thread of one CPU */
	T_TASK_URGENT_KTHREAD = 2, /* ... that takes the CPU at once: ksoftirqd, negative nice */
	T_TASK_PLACED = 4,	/* select_cpu has looked and found no CPU for this wake-up */
	T_TASK_COUNTED = 8,	/* in nr of the queue named by .queue */
	T_TASK_WAITING = 16,	/* runnable_ns is that of the current wait */
	T_TASK_LOOK_AGAIN = 32,	/* a CPU was between two tasks when select_cpu looked for a victim */
	T_TASK_WATCHED = 64,	/* its note names a slot in watched */
};

/* names a queue; each belongs to a layer in a domain, whose virtual time it goes by */
struct t_queue_id {
	u8 kind;	/* enum t_queue_kind */
	u8 layer;
	u16 domain;
	u32 cpu;	/* T_QUEUE_CPU: which */
};

enum t_queue_kind {
	T_QUEUE_NONE = 0,
	T_QUEUE_LAYER = 1,	/* all CPUs serve it, those of the domain first */
	T_QUEUE_CPU = 2,	/* one CPU serves it: for tasks of the layer that can run nowhere else */
	T_QUEUE_STALLED = 3,	/* nobody serves it: there for tests only, see T_DEBUG_STALL */
};

struct t_task {
	u64 cfg_gen;		/* what layer was looked up with: */
	u64 cg_gen;
	u64 cgroup_id;
	u64 runnable_ns;	/* when the current wait began */
	u64 vtime_ns;		/* virtual time in .queue's terms */
	u64 charged_ns;		/* part of se.sum_exec_runtime already in vtime_ns */
	u32 layer;
	u32 flags;		/* enum t_task_flags */
	u32 last_cpu_plus_1;
	struct t_queue_id queue; /* where it waited last */
};

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct t_task);
} task_ctx SEC(".maps");

/* ---- one queue's bookkeeping -------------------------------------------------------------- */

/*
 * nr counts the tasks that were sent to the queue and did not run since. Each task's part is
 * changed under its runqueue's lock only (enqueue, running, disable, exit), so the count cannot
 * drift; it is raised before the task becomes visible in the queue. Zero therefore means "nothing
 * to find", which spares the asking for empty queues on every way to idle.
 */
struct t_queue {
	s32 nr;
	s32 nr_own;		/* the same for the queues that CPUs of the domain keep for the layer */
	u64 served_ns;		/* when a task was taken last, or the queue became non-empty */
	u64 layer_vtime;	/* run time / weight: position against other layers */
	u64 task_vtime_ns;	/* virtual time of the task that started last: position of newcomers */
	u32 arrears;		/* tasks that are served though their layer is held, see t_neglected() */
	u32 turn;		/* as t_ceiling.taken: when its turn comes, see t_note_turn() */
};

/* a CPU's own queue for the layer */
struct t_own_queue {
	s32 nr;
	u32 arrears;
	u32 turn;
	u32 nr_asked;		/* services that the CPU owes the layer's shared queue, see t_ask_for() */
	u64 served_ns;
	u64 task_vtime_ns;	/* as above: the queue keeps its own time, so that it can hold back or */
	u64 offset_ns;		/* ... run ahead of the layer's queue; plus this it is that one's */
	u64 layer_vtime;	/* of run time here of tasks that can run nowhere else, see t_fair_here() */
};

/* ---- one domain (last level cache) -------------------------------------------------------- */

struct t_domain {
	u64 waiting;		/* bit per layer: nr of its queue is not zero */
	u64 vtime;		/* least layer_vtime of those that wanted a CPU, never steps back */
	u64 pad[6];
	struct t_queue queues[T_MAX_LAYERS];
};

struct t_domain t_domains[T_MAX_DOMAINS] __cacheline;

/* ---- one CPU ------------------------------------------------------------------------------ */

/* what the running task's time counts as, besides run time; the upper half: its slot in watched + 1 */
enum t_run_kind {
	T_RUN_SPILL = 1,	/* see t_layer_stats.spill_ns */
	T_RUN_FOREIGN = 2,
	T_RUN_BOUND = 4,
	T_RUN_WATCH_SHIFT = 16,
};

struct t_cpu_state {
	/* looked at by every waker */
	u64 guard_until_ns;	/* the running task is no victim before */
	u64 claim_until_ns;	/* a waker has taken this CPU and its task is on the way */
	u32 rank_plus_1;	/* of the running task; 0 = between tasks or idle */
	/* written when that is, so that they cost wakers nothing more */
	u32 bound;		/* the running task waits in this CPU's own queue when it waits */
	u32 domain;		/* of this CPU */
	u32 asked_layer;	/* which was served last since the CPU was asked for it */
	u64 asked;		/* bit per layer: nr_asked of this CPU's queue for it is not zero */
	u64 asked_ns;		/* when it was asked last */
	u64 asked_due_ns;	/* who was asked for has had half of this CPU until then */
	u64 guests_half_ns;	/* ... guests */
	/* used by the CPU itself, own_waiting also by who sends tasks to it */
	u64 own_waiting;	/* bit per layer: nr of this CPU's queue for it is not zero */
	u64 run_ns;		/* when the running task started, or its layer paid last */
	u64 precharge;		/* layer_vtime charged in advance for a guarded turn */
	struct t_queue_id precharge_queue;
	u64 credit;		/* one slice of the running task's layer in layer_vtime */
	u64 seen_waiting;	/* layers that had somebody waiting when the CPU asked for work */
	u64 passed_over;	/* layers that turned out to have nothing for this CPU, in this dispatch */
	u64 none_here;		/* layers in whose shared queue there turned out to be nobody for it, likewise */
	u64 first_vtime_ns;	/* see t_first_queue() */
	u64 from_shared;	/* layers that it took from their shared queue when it took from one of two last */
	u64 guests_due_ns;	/* guests have had their share of this CPU until then */
	u64 system_due_ns;	/* ... those of the system layer */
	u64 own_vtime;		/* least layer_vtime of those that wanted it in own queues, never steps back */
	u32 layer;		/* of the running task */
	u32 inv_weight;		/* ... of that layer */
	u32 guest_factor;	/* guests wait so many times as long as they run; 0 = it is no guest */
	u32 turn_layer_plus_1;	/* the next task of this layer gets a guarded turn */
	u32 steal_clock;
	u32 run_kind;		/* enum t_run_kind of the running task */
} __cacheline;

_Static_assert(sizeof(struct t_cpu_state) == 192, "a cache line for all, two for the CPU");

struct t_cpu_state t_cpus[T_MAX_CPUS] __cacheline;

struct t_own_queue t_own_queues[T_MAX_CPUS * T_MAX_LAYERS];

/* CPUs on their way offline, or there, since the scheduler came or before: see t_kick_leaving() */
u32 t_nr_leaving;
u64 t_leaving[T_CPU_WORDS];

/* how often a CPU came or went, see t_check_guests() */
u32 t_nr_hotplugs;

/* generation of the configuration whose fences do not hold: see t_check_fences(); 0 = they all do */
u64 t_void_fences_gen;

/*
 * A count was found wrong, or a task without context waits uncounted: then look at all queues, until the
 * timer says that it is over.
 */
u32 t_counts_broken;
u64 t_broken_until_ns;

/* the layer that a test wants to stall, plus 1; 0 = none */
u32 t_stalled_layer_plus_1;

/* a test wants what there would be without memory for another context */
u32 t_without_memory;

/*
 * Never written: a value plus this is the value, but not to the verifier. Loops that start from
 * unknown values converge in a turn or two; from known ones each combination is followed.
 */
static u32 t_zero;

static __always_inline u32 t_unknown(u32 value)
{
	return value + READ_ONCE(t_zero);
}

/* ---- accessors ---------------------------------------------------------------------------- */

static __always_inline const struct t_cfg *t_config(void)
{
	u32 zero = 0;
	void *inner = bpf_map_lookup_elem(&cfg_outer, &zero);

	return inner ? bpf_map_lookup_elem(inner, &zero) : NULL;
}

static __always_inline struct t_task *t_task(struct task_struct *p)
{
	return bpf_task_storage_get(&task_ctx, p, NULL, 0);
}

static __always_inline void t_distrust_counts(u64 ns)
{
	u64 until_ns = t_now() + ns;

	if (t_before(READ_ONCE(t_broken_until_ns), until_ns))
		WRITE_ONCE(t_broken_until_ns, until_ns);
	WRITE_ONCE(t_counts_broken, 1);
}

/* NULL if there is no memory at the moment */
static __always_inline struct t_task *t_new_task(struct task_struct *p)
{
	if (temper_rodata.debug_enabled && READ_ONCE(t_without_memory))
		return NULL;
	return bpf_task_storage_get(&task_ctx, p, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
}

static __always_inline struct t_domain *t_domain(u32 domain)
{
	return &t_domains[domain & (T_MAX_DOMAINS - 1)];
}

static __always_inline struct t_cpu_state *t_cpu_state(u32 cpu)
{
	return &t_cpus[cpu & (T_MAX_CPUS - 1)];
}

static __always_inline u32 t_domain_of(const struct t_cfg *cfg, u32 cpu)
{
	u32 domain = cfg->cpus[cpu & (T_MAX_CPUS - 1)].domain;

	return domain < temper_rodata.nr_domains ? domain : 0;
}

static __always_inline const struct t_layer *t_layer(const struct t_cfg *cfg, u32 layer)
{
	return &cfg->layers[layer & (T_MAX_LAYERS - 1)];
}

/* sets of layers are words with a bit for each */
static __always_inline u64 t_layer_bit(u32 layer)
{
	return 1ULL << (layer & (T_MAX_LAYERS - 1));
}

static __always_inline bool t_has_layer(u64 layers, u32 layer)
{
	return layers >> (layer & (T_MAX_LAYERS - 1)) & 1;
}

static __always_inline struct t_cpu_stats *t_stats(u32 cpu)
{
	return bpf_map_lookup_elem(&cpu_stats, &cpu);
}

static __always_inline struct t_layer_stats *t_layer_stats(struct t_cpu_stats *stats, u32 layer)
{
	return &stats->layers[layer & (T_MAX_LAYERS - 1)];
}

/* counters of statistics belong to the CPU that runs the program; NULL only beyond max_entries */
#define t_count(stats, counter)                       \
	do {                                          \
		struct t_cpu_stats *__stats = (stats); \
		if (__stats)                          \
			__stats->counter += 1;        \
	} while (0)

/* the books of the layer in the domain that the queue belongs to */
static __always_inline struct t_queue *t_queue(struct t_queue_id id)
{
	return &t_domains[t_index(id.domain, T_MAX_DOMAINS)].queues[t_index(id.layer, T_MAX_LAYERS)];
}

static __always_inline struct t_own_queue *t_own_queue(u32 cpu, u32 layer)
{
	return &t_own_queues[t_index(cpu * T_MAX_LAYERS + (layer & (T_MAX_LAYERS - 1)),
				     T_MAX_CPUS * T_MAX_LAYERS)];
}

/* its CPU or its domain: a CPU's number names its queues, since who re-plans may group CPUs otherwise */
static __always_inline u32 t_where(struct t_queue_id id)
{
	return id.kind == T_QUEUE_CPU ? id.cpu : id.domain;
}

static __always_inline u64 t_dsq_id(struct t_queue_id id)
{
	return (u64)id.kind << 32 | (u64)id.layer << 16 | t_where(id);
}

static __always_inline bool t_same_queue(struct t_queue_id a, struct t_queue_id b)
{
	return a.kind == b.kind && a.layer == b.layer && a.domain == b.domain && a.cpu == b.cpu;
}

/* tasks that wait in it, see struct t_queue */
static __always_inline s32 t_nr_waiting(struct t_queue_id id)
{
	return id.kind == T_QUEUE_CPU ? READ_ONCE(t_own_queue(id.cpu, id.layer)->nr) :
					READ_ONCE(t_queue(id)->nr);
}

/* when a task was taken from it last, or it became non-empty */
static __always_inline u64 *t_served_ns(struct t_queue_id id)
{
	return id.kind == T_QUEUE_CPU ? &t_own_queue(id.cpu, id.layer)->served_ns :
					&t_queue(id)->served_ns;
}

static __always_inline u32 *t_arrears(struct t_queue_id id)
{
	return id.kind == T_QUEUE_CPU ? &t_own_queue(id.cpu, id.layer)->arrears :
					&t_queue(id)->arrears;
}

static __always_inline u32 *t_turn(struct t_queue_id id)
{
	return id.kind == T_QUEUE_CPU ? &t_own_queue(id.cpu, id.layer)->turn : &t_queue(id)->turn;
}

/* virtual time of the queue's tasks */
static __always_inline u64 *t_task_vtime(struct t_queue_id id)
{
	if (id.kind == T_QUEUE_CPU)
		return &t_own_queue(id.cpu, id.layer)->task_vtime_ns;
	return &t_queue(id)->task_vtime_ns;
}

#endif /* TEMPER_STATE_H */

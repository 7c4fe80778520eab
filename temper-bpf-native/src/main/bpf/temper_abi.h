/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The contract between the BPF scheduler and its loader.
 *
 * Plain C, fixed sizes, little endian, no pointers, no implicit padding. Every number carries its
 * unit in its name (_ns, nr_). The build writes sizeof/offsetof of all of it to abi.properties;
 * the loader encodes by those offsets and compares the hash, so a change here is visible there.
 *
 * Who owns what:
 *   struct t_cfg        written once by the loader into a fresh inner map, then frozen; programs
 *                       only read it (BPF_F_RDONLY_PROG)
 *   struct t_member     written by the loader at any time (hash map values)
 *   struct t_shared     the .data section: t_control by the loader, t_exit_info by the programs
 *   struct t_cpu_stats  written by the programs on their own CPU, read by the loader from mapped
 *                       memory without a system call
 *   struct t_rodata     written by the loader between open and load, constant afterwards
 *
 * Maps (names as the loader looks them up):
 *   cfg_outer  ARRAY_OF_MAPS[1]  u32 -> ARRAY[1] of struct t_cfg, map flags BPF_F_RDONLY_PROG
 *   cg_outer   ARRAY_OF_MAPS[2]  u32 slot -> HASH u64 cgroup id -> struct t_member,
 *                                at most T_MAX_MEMBERS entries, map flags BPF_F_NO_PREALLOC
 *   cpu_stats  ARRAY (BPF_F_MMAPABLE) one struct t_cpu_stats per possible CPU; the loader sets
 *              max_entries to the highest possible CPU number + 1 between open and load
 *   layer_delays  ARRAY (BPF_F_MMAPABLE) struct t_delay, L = nr_layer_queues layers, by
 *              (cpu * L + waiting layer) * (L + 1) + blamed layer, L = nobody; the loader sets
 *              max_entries to nr_cpus * L * (L + 1)
 *   thread_notes  TASK_STORAGE struct t_thread_note, written by the loader with a pidfd as key;
 *              it goes when the thread does
 *   watched    ARRAY[T_MAX_WATCHED] (BPF_F_MMAPABLE) struct t_watched, by slot
 *   temper_ops the struct_ops map; .data holds exactly one variable (struct t_shared) at offset 0
 *
 * Publishing:
 *   shape   fill a new cfg map (generation + 1), fill the cg map of the slot it names when the
 *           membership changes wholesale (use the slot the current configuration does not name),
 *           freeze the cfg map, then store it in cfg_outer[0]: one pointer, old or new, whole.
 *   member  update or delete elements of the live slot, then add 1 to t_control.cg_gen.
 *           Tasks look themselves up again at their next wake-up or slice end.
 *   thread  update or delete elements of thread_notes, then add 1 to t_control.cg_gen.
 */
#ifndef TEMPER_ABI_H
#define TEMPER_ABI_H

#ifdef __bpf__
/* kernel style names come with temper_types.bpf.h */
typedef unsigned char t_u8;
typedef unsigned short t_u16;
typedef unsigned int t_u32;
typedef unsigned long long t_u64;
typedef long long t_s64;
#else
#include <stddef.h>
#include <stdint.h>
typedef uint8_t t_u8;
typedef uint16_t t_u16;
typedef uint32_t t_u32;
typedef uint64_t t_u64;
typedef int64_t t_s64;
#endif

enum t_limits {
	T_ABI_VERSION = 1,

	T_MAX_LAYERS = 64,	/* one u64 can name any set of layers */
	T_MAX_CPUS = 1024,	/* CPU numbers 0..1023, sparse allowed */
	T_MAX_DOMAINS = 64,	/* last level caches */
	T_CPU_WORDS = 16,	/* T_MAX_CPUS bits in words of 64, CPU number order */
	T_MAX_MEMBERS = 16384,	/* cgroups with an own layer */
	T_CGROUP_DEPTH = 16,	/* ancestors looked at to find the nearest member */
	T_MAX_WATCHED = 1024,	/* threads watched at a time */

	T_LAYER_NAME_LEN = 32,	/* with the terminating zero */

	T_MAX_RANK = 63,
	T_WEIGHT_MIN = 1,
	T_WEIGHT_MAX = 10000,
	T_WEIGHT_SHIFT = 10,	/* see t_layer.inv_weight */
	T_CEILING_SHIFT = 20,	/* see t_layer.ceiling_inv */

	T_WAIT_BUCKETS = 26,	/* bucket 0: < 1 us; bucket i: [2^(i-1), 2^i) us; last: the rest */

	T_EXIT_REASON_LEN = 128,
	T_EXIT_MSG_LEN = 1024,
	T_EXIT_DUMP_LEN = 32768,
};

enum t_layer_kind {
	T_KIND_OPEN = 0,	/* no CPUs of its own */
	T_KIND_GROUPED = 1,	/* prefers its CPUs, others may use them */
	T_KIND_CONFINED = 2,	/* owns its CPUs, see t_cfg.fenced */
};

enum t_layer_flags {
	T_LAYER_PREEMPTS = 1,	/* its wake-ups take a CPU from a lower rank; served before fair order */
	T_LAYER_PROTECTED = 2,	/* lower ranks avoid its preferred CPUs, see t_layer.avoided */
	T_LAYER_AVOIDS = 4,	/* avoided is not empty */
	T_LAYER_STRICT = 8,	/* CONFINED: never outside its own CPUs, even if others are idle */
	T_LAYER_PREFERS = 1 << 16, /* preferred is not empty: running elsewhere is spill */
};

enum t_cpu_flags {
	T_CPU_PRESENT = 1,	/* the configuration describes this CPU */
	T_CPU_FENCED = 2,	/* owner_layer is CONFINED: nobody else runs here, see t_cfg.fenced */
};

/* exit codes of our own, given to scx_bpf_exit(); they appear in t_exit_info.exit_code */
enum t_exit_code {
	T_EXIT_HEARTBEAT = 0x54000001,	/* the loader was silent for t_control.heartbeat_timeout_ns */
};

/* t_control.debug: what a test asks for; the timer acts on it within T_TIMER_PERIOD_NS */
enum t_debug {
	T_DEBUG_NONE = 0,
	T_DEBUG_ERROR = 1,	/* scx_bpf_error("debug error requested") */
	T_DEBUG_EXIT = 2,	/* scx_bpf_exit(t_control.debug_exit_code, ...) */
	T_DEBUG_STALL = 3,	/* who has to wait in the layer of number t_control.debug_exit_code
				 * waits for good, until the kernel's watchdog ends the scheduler */
	T_DEBUG_NO_MEMORY = 4,	/* from now on, as if there were none for another task's context */
};

enum t_times {
	T_TIMER_PERIOD_NS = 100000000,		/* heartbeat, rescue and debug are looked at this often */
	T_HEARTBEAT_LATE_CHECKS = 3,		/* late in a row before the scheduler exits (VM pause) */
	T_CEILING_PIECE_MIN_NS = 250000,	/* a thread of a capped layer runs at least so long at a time */
	T_DELAY_MIN_NS = 100000,		/* shorter waits are nobody's fault: see struct t_delay */
};

/* each thread of a capped layer runs at least so often, whatever the ceiling: the kernel ends a
 * scheduler that lets one wait for thirty seconds */
#define T_CEILING_ROUND_NS 10000000000ULL

/* from where to where a thread moved between two runs: what it lost on the way */
enum t_move {
	T_MOVE_CORE = 0,	/* to a sibling on the same core: nothing */
	T_MOVE_CACHE = 1,	/* to another core of the same last level cache */
	T_MOVE_NODE = 2,	/* to another last level cache of the same NUMA node */
	T_MOVE_FAR = 3,		/* to another NUMA node, or one CPU is not described */
	T_NR_MOVES = 4,
};

/* ---- configuration ---------------------------------------------------------------------- */

struct t_layer {
	t_u32 kind;		/* enum t_layer_kind */
	t_u32 flags;		/* enum t_layer_flags */
	t_u32 rank;		/* 0..T_MAX_RANK; a higher rank preempts a lower one, never its own */
	t_u32 weight;		/* T_WEIGHT_MIN..T_WEIGHT_MAX: share against other layers */
	t_u32 inv_weight;	/* (T_WEIGHT_MAX << T_WEIGHT_SHIFT) / weight, rounded down */
	t_u32 ceiling_millis;	/* thousandths of a CPU that the layer may use in all; 0 = no ceiling */
	t_u64 slice_ns;		/* > 0; a multiple of the tick, see docs/scheduler.md */
	t_u64 min_run_ns;	/* a task of this layer is no victim before it ran so long; 0 = at once */
	t_u64 preferred[T_CPU_WORDS];	/* GROUPED: CPUs tried first; CONFINED: CPUs owned; all zero =
					 * no preference */
	t_u64 avoided[T_CPU_WORDS];	/* preferred by protected layers of higher ranks: taken at
					 * wake-up only when no other CPU is idle */
	t_u64 ceiling_inv;	/* (1000 << T_CEILING_SHIFT) / ceiling_millis, rounded down; 0 = no ceiling */
	t_u64 reserved1[2];	/* 0 */
	t_u8 home[T_MAX_DOMAINS];	/* in whose queue a task waits that was woken in the domain of
					 * that index: a domain with CPUs that serve this layer */
	char name[T_LAYER_NAME_LEN];	/* UTF-8, cut to fit, zero terminated; for people alone */
	t_u64 name_hash;	/* tells this layer from those of other names; 0 = place not in use */
	t_u64 reserved2[3];	/* 0 */
};

/* a domain: the CPUs that share a last level cache */
struct t_domain_cfg {
	t_u64 cpus[T_CPU_WORDS];
	t_u64 owners;		/* bit per CONFINED layer that owns a CPU of the domain */
	t_u64 reserved0[7];	/* 0 */
};

struct t_cpu {
	t_u16 domain;		/* < t_cfg.nr_domains */
	t_u16 sibling;		/* another CPU of the same core, or the CPU itself */
	t_u16 owner_layer;	/* first layer that prefers this CPU, T_MAX_LAYERS = none */
	t_u16 flags;		/* enum t_cpu_flags */
	t_u16 core;		/* the same number for all CPUs of a physical core: its lowest CPU */
	t_u16 node;		/* NUMA node, the kernel's number */
	t_u32 reserved0;	/* 0 */
};

struct t_cfg {
	t_u64 generation;	/* >= 1, +1 per publish */
	t_u32 abi_version;	/* T_ABI_VERSION */
	t_u32 nr_layers;	/* 2..t_rodata.nr_layer_queues */
	t_u32 default_layer;	/* < nr_layers: whoever has no member entry */
	t_u32 system_layer;	/* < nr_layers: kernel threads */
	t_u32 cg_slot;		/* 0 or 1: which element of cg_outer is live */
	t_u32 nr_domains;	/* 1..t_rodata.nr_domains */
	t_u32 nr_cpus;		/* highest described CPU number + 1 */
	t_u32 flags;		/* 0 */
	t_u64 turn_ns;		/* a layer kept waiting by a preempting one is owed its share; once it
				 * is owed this much CPU time it gets it in one guarded turn; > 0 */
	t_u64 max_wait_ns;	/* a non-empty layer is served before all others so often that none of
				 * its queued tasks waits longer; > 0 */
	t_u64 preempting;	/* bit per layer that has T_LAYER_PREEMPTS */
	t_u64 confined;		/* bit per layer that is CONFINED; 0 = there are no fences */
	t_u64 strict;		/* bit per layer that has T_LAYER_STRICT */
	t_u64 closed;		/* bit per domain all of whose CPUs are fenced */
	t_u64 capped;		/* bit per layer that has a ceiling; never the system layer's */
	t_u64 reserved0[4];	/* 0 */
	/*
	 * CPUs owned by CONFINED layers. Nobody else runs there but tasks that can run nowhere else
	 * (guests, counted) and the CPU's own kernel threads. A CONFINED layer uses other CPUs only
	 * while these have nothing else to do.
	 */
	t_u64 fenced[T_CPU_WORDS];
	t_u64 present[T_CPU_WORDS];	/* CPUs that the configuration describes */
	struct t_layer layers[T_MAX_LAYERS];
	struct t_cpu cpus[T_MAX_CPUS];
	struct t_domain_cfg domains[T_MAX_DOMAINS];
};

/* what the loader says of one thread; kernel threads stay in their layer all the same */
struct t_thread_note {
	t_u64 layer_hash;	/* t_layer.name_hash of its layer, whatever its cgroup; 0, or that of no
				 * layer of the configuration: the cgroup's */
	t_u64 watch_id;		/* another number than any use of the slot before: counts start at 0 */
	t_u32 watch_plus_1;	/* its slot in watched; 0 = not watched */
	t_u32 reserved0;	/* 0 */
};

struct t_member {
	t_u64 cgroup_id;	/* equals the key: a reused element is recognised */
	t_u32 layer;		/* < nr_layers, else the task goes to the default layer and is counted */
	t_u32 reserved0;	/* 0 */
};

/* ---- constants of one load -------------------------------------------------------------- */

struct t_rodata {
	t_u32 nr_cpus;		/* highest possible CPU number + 1, <= T_MAX_CPUS */
	t_u32 nr_domains;	/* 1..T_MAX_DOMAINS: queues exist for so many last level caches */
	t_u32 nr_layer_queues;	/* 2..T_MAX_LAYERS: queues exist for so many layers */
	t_u32 debug_enabled;	/* 1: t_control.debug is obeyed */
	t_u64 tick_ns;		/* length of a tick (1 s / CONFIG_HZ); 0 = unknown, taken as 4 ms */
};

/* ---- .data: shared with the loader while loaded ------------------------------------------ */

struct t_control {
	t_u64 heartbeat_ns;		/* CLOCK_MONOTONIC of the loader's last sign of life */
	t_u64 heartbeat_timeout_ns;	/* 0 = no heartbeat expected */
	t_u64 cg_gen;			/* +1 after each change of the live membership map */
	t_u32 debug;			/* enum t_debug */
	t_u32 reserved0;
	t_s64 debug_exit_code;		/* for T_DEBUG_EXIT; the layer for T_DEBUG_STALL */
	t_u64 reserved1[3];
};

struct t_exit_info {
	t_u32 kind;			/* enum scx_exit_kind of the kernel; written last, 0 = running */
	t_u32 dump_len;			/* bytes in dump without the terminating zero */
	t_s64 exit_code;
	char reason[T_EXIT_REASON_LEN];	/* zero terminated */
	char msg[T_EXIT_MSG_LEN];	/* zero terminated */
	char dump[T_EXIT_DUMP_LEN];	/* zero terminated, cut to fit */
};

struct t_shared {
	struct t_control control;
	struct t_exit_info exit_info;
};

/* ---- statistics -------------------------------------------------------------------------- */

/* counters only grow, until the object is unloaded; one writer each (the CPU), so no atomics */
struct t_layer_stats {
	t_u64 run_ns;		/* time on the CPU */
	t_u64 wait_ns;		/* time between runnable and running, summed */
	t_u64 max_wait_ns;	/* the longest such time */
	t_u64 nr_runs;		/* times a task was put on the CPU */
	t_u64 nr_wakeups;	/* wake-ups placed by a waker on this CPU */
	t_u64 nr_direct;	/* ... that got an idle CPU at once */
	t_u64 nr_preempts;	/* ... that took a CPU from a lower rank, at once or when looked at again */
	t_u64 nr_queued;	/* ... and slice ends that had to wait in a queue */
	t_u64 nr_preempted;	/* times a task lost its CPU to a higher rank before its slice ended */
	t_u64 nr_turns;		/* guarded turns: owed its share, see t_cfg.turn_ns */
	t_u64 nr_overdue;	/* served out of order, see t_cfg.max_wait_ns */
	t_u64 nr_restricted;	/* queued to one CPU's queue (one CPU allowed, migration disabled, exiting) */
	t_u64 nr_rescues;	/* its queue was found waiting though counted empty, which must not be */
	t_u64 spill_ns;		/* part of run_ns on CPUs that the layer does not prefer (T_LAYER_PREFERS) */
	t_u64 foreign_ns;	/* part of run_ns on CPUs of another, Confined layer: fence violations */
	t_u64 nr_foreign;	/* ... in so many runs */
	t_u64 bound_ns;		/* the same of tasks that can run nowhere else: no violations */
	t_u64 nr_bound;		/* ... in so many runs */
	t_u64 nr_migrations[T_NR_MOVES]; /* runs on another CPU than the run before, by enum t_move */
	t_u64 nr_held;		/* runs that ended because the layer had reached its ceiling */
	t_u64 over_ceiling_ns;	/* part of run_ns beyond the ceiling: with so many threads it is out of
				 * reach, because none may wait much longer than T_CEILING_ROUND_NS */
	t_u64 nr_late;		/* tasks put to the front of their queue, after t_cfg.max_wait_ns in it */
	t_u64 reserved0[5];
	t_u64 wait_hist[T_WAIT_BUCKETS];
};

/*
 * Who made whom wait. A wait of at least T_DELAY_MIN_NS is charged, when it ends, to the layer that
 * ran last on the CPU where the task now starts; to nobody, if more than half of the wait lies after
 * that layer stopped (the CPU was idle, or ran what is not ours).
 */
struct t_delay {
	t_u64 ns;		/* such waits, summed */
	t_u64 nr;		/* such waits */
};

/*
 * One watched thread. Written by the CPU that runs it; seq is odd meanwhile: a reader copies the
 * whole, and again if seq was odd or has changed.
 */
struct t_watched {
	t_u64 seq;
	t_u64 watch_id;		/* of the note that the rest belongs to */
	t_u32 tid;		/* in the first PID namespace */
	t_u32 layer;
	t_u32 cpu;		/* where it runs, or ran last */
	t_u32 core;		/* of that CPU */
	t_u32 running;		/* 1 = it is on that CPU now */
	t_u32 sibling_busy;	/* 1 = the core's other CPU ran one of our tasks when it started */
	t_u64 run_ns;		/* up to its last stop or slice end */
	t_u64 wait_ns;		/* between runnable and running, summed */
	t_u64 max_wait_ns;
	t_u64 nr_runs;
	t_u64 nr_sibling_busy;	/* runs that started beside a busy sibling */
	t_u64 nr_migrations[T_NR_MOVES];
	t_u64 reserved0[2];
};

struct t_cpu_stats {
	t_u64 generation;	/* of the configuration this CPU used last; a publish is adopted when
				 * each CPU shows it or is idle (running == 0) */
	t_u64 generation_ns;	/* when it was first used here (CLOCK_MONOTONIC) */
	t_u64 nr_dispatches;	/* times this CPU asked for work */
	t_u64 nr_steals;	/* served from the queue of another domain */
	t_u64 nr_kthreads;	/* wake-ups of this CPU's own kernel threads */
	t_u64 nr_no_context;	/* tasks without a context: served by the default layer */
	t_u64 nr_no_config;	/* callbacks that found no configuration */
	t_u64 nr_layer_misses;	/* member entries naming a layer that does not exist */
	t_u64 nr_rescues;	/* of all layers, as the timer finds them */
	t_u64 nr_resolves;	/* layer lookups (configuration, membership or cgroup changed) */
	t_u64 running;		/* 1 + layer of the task on this CPU, 0 = none of ours (idle) */
	t_u64 reserved0[5];
	struct t_layer_stats layers[T_MAX_LAYERS];
};

/* ---- what must hold ---------------------------------------------------------------------- */

_Static_assert(T_CPU_WORDS * 64 == T_MAX_CPUS, "CPU words cover all CPUs");
_Static_assert((T_MAX_LAYERS & (T_MAX_LAYERS - 1)) == 0, "layer index is masked");
_Static_assert((T_MAX_CPUS & (T_MAX_CPUS - 1)) == 0, "CPU index is masked");
_Static_assert((T_MAX_DOMAINS & (T_MAX_DOMAINS - 1)) == 0, "domain index is masked");
_Static_assert(sizeof(struct t_layer) == 448, "layer: seven cache lines");
_Static_assert(sizeof(struct t_cpu) == 16, "cpu");
_Static_assert(__builtin_offsetof(struct t_cfg, layers) == 384, "cfg header: six cache lines");
_Static_assert(sizeof(struct t_domain_cfg) == 192, "domain: three cache lines");
_Static_assert(sizeof(struct t_cfg) == 384 + 64 * 448 + 1024 * 16 + 64 * 192, "cfg: no padding");
_Static_assert(sizeof(struct t_member) == 16, "member");
_Static_assert(sizeof(struct t_rodata) == 24, "rodata");
_Static_assert(sizeof(struct t_control) == 64, "control: an own cache line");
_Static_assert(sizeof(struct t_layer_stats) == 448, "layer stats: seven cache lines");
_Static_assert(sizeof(struct t_cpu_stats) == 128 + 64 * 448, "cpu stats: no padding");
_Static_assert(sizeof(struct t_delay) == 16, "delay");
_Static_assert(sizeof(struct t_thread_note) == 24, "thread note");
_Static_assert(sizeof(struct t_watched) == 128, "watched: two cache lines");

#endif /* TEMPER_ABI_H */

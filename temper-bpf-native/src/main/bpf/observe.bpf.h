/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What is counted of a run beside its time: waits and who caused them, moves, spill, fences, and the
 * threads that somebody watches. All of it is written by the CPU that runs the task.
 */
#ifndef TEMPER_OBSERVE_H
#define TEMPER_OBSERVE_H

#include "fence.bpf.h"
#include "resolve.bpf.h"

/* ---- waits -------------------------------------------------------------------------------- */

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

/* the CPU's state is still that of the task before: see struct t_delay */
static __noinline void t_record_delay(u32 cpu, u32 layer_nr, u64 wait_ns, u64 now)
{
	struct t_cpu_state *c = t_cpu_state(cpu);
	u32 nr_layers = temper_rodata.nr_layer_queues;
	u32 blamed = c->layer;
	struct t_delay *delay;
	u32 key;

	if (blamed > nr_layers || t_elapsed(c->run_ns, now) > wait_ns / 2)
		blamed = nr_layers;
	key = (cpu * nr_layers + layer_nr) * (nr_layers + 1) + blamed;
	delay = bpf_map_lookup_elem(&layer_delays, &key);
	if (!delay)
		return;
	delay->ns += wait_ns;
	delay->nr++;
}

/* ---- moves -------------------------------------------------------------------------------- */

static __always_inline const struct t_cpu *t_cpu(const struct t_cfg *cfg, u32 cpu)
{
	return &cfg->cpus[cpu & (T_MAX_CPUS - 1)];
}

static __always_inline u32 t_move(const struct t_cfg *cfg, u32 from, u32 to)
{
	const struct t_cpu *a = t_cpu(cfg, from), *b = t_cpu(cfg, to);

	if (!(a->flags & b->flags & T_CPU_PRESENT))
		return T_MOVE_FAR;
	if (a->core == b->core)
		return T_MOVE_CORE;
	if (a->domain == b->domain)
		return T_MOVE_CACHE;
	return a->node == b->node ? T_MOVE_NODE : T_MOVE_FAR;
}

/* ---- where it runs ------------------------------------------------------------------------ */

/* bound: the task can run on this CPU only */
static __always_inline u32 t_run_kind(const struct t_cfg *cfg, u32 layer_nr, u32 cpu, bool bound)
{
	const struct t_layer *layer = t_layer(cfg, layer_nr);
	u32 owner = t_fence_owner(cfg, cpu);
	u32 kind = 0;

	if ((layer->flags & T_LAYER_PREFERS) &&
	    !(layer->preferred[cpu / 64 & (T_CPU_WORDS - 1)] >> (cpu & 63) & 1))
		kind = T_RUN_SPILL;
	if (owner != layer_nr && owner < T_MAX_LAYERS)
		kind |= bound ? T_RUN_BOUND : T_RUN_FOREIGN;
	return kind;
}

static __always_inline void t_record_place(struct t_layer_stats *stats, u32 run_kind)
{
	stats->nr_foreign += !!(run_kind & T_RUN_FOREIGN);
	stats->nr_bound += !!(run_kind & T_RUN_BOUND);
}

/* ---- watched threads ---------------------------------------------------------------------- */

static __always_inline struct t_watched *t_watched(u32 slot)
{
	return bpf_map_lookup_elem(&watched, &slot);
}

/* one writer at a time, so the odd number needs no comparison; the atomics are full barriers */
static __always_inline void t_watch_begin(struct t_watched *w)
{
	t_fetch_add(&w->seq, 1);
}

static __always_inline void t_watch_end(struct t_watched *w)
{
	t_fetch_add(&w->seq, 1);
}

static __always_inline void t_watch_renew(struct t_watched *w, u64 watch_id)
{
	int i;

	if (w->watch_id == watch_id)
		return;
	w->watch_id = watch_id;
	w->run_ns = 0;
	w->wait_ns = 0;
	w->max_wait_ns = 0;
	w->nr_runs = 0;
	w->nr_sibling_busy = 0;
	for (i = 0; i < T_NR_MOVES; i++)
		w->nr_migrations[i] = 0;
}

static __always_inline void t_watch_place(const struct t_cfg *cfg, struct t_watched *w, u32 cpu)
{
	u32 sibling = t_cpu(cfg, cpu)->sibling;

	w->layer = t_cpu_state(cpu)->layer;
	w->cpu = cpu;
	w->core = t_cpu(cfg, cpu)->core;
	w->running = 1;
	w->sibling_busy = sibling != cpu && READ_ONCE(t_cpu_state(sibling)->rank_plus_1);
}

/* what a run began with */
struct t_start {
	u64 wait_ns;
	u32 move;	/* T_NR_MOVES = it stayed, or never ran before */
	u32 goes_on;	/* no new run: the slice was renewed */
};

/* the task's slot in watched + 1, in the upper half; the CPU's state is that of this task */
static __noinline u32 t_watch_start(const struct t_cfg *cfg, struct task_struct *p, u32 cpu,
				    const struct t_start *start)
{
	struct t_thread_note *note;
	struct t_watched *w;

	if (!cfg || !p || !start)
		return 0;
	note = t_thread_note(p);
	if (!note || !note->watch_plus_1)
		return 0;
	w = t_watched(note->watch_plus_1 - 1);
	if (!w)
		return 0;
	t_watch_begin(w);
	t_watch_renew(w, note->watch_id);
	w->tid = p->pid;
	t_watch_place(cfg, w, cpu);
	if (!start->goes_on) {
		w->nr_runs++;
		w->nr_sibling_busy += w->sibling_busy;
		w->wait_ns += start->wait_ns;
		if (start->wait_ns > w->max_wait_ns)
			w->max_wait_ns = start->wait_ns;
		if (start->move < T_NR_MOVES)
			w->nr_migrations[start->move & (T_NR_MOVES - 1)]++;
	}
	t_watch_end(w);
	return note->watch_plus_1 << T_RUN_WATCH_SHIFT;
}

static __noinline void t_watch_ran(u32 slot, u64 ns, bool stopped)
{
	struct t_watched *w = t_watched(slot);

	if (!w)
		return;
	t_watch_begin(w);
	w->run_ns += ns;
	if (stopped)
		w->running = 0;
	t_watch_end(w);
}

/* ---- time --------------------------------------------------------------------------------- */

/* the running task was on this CPU for ns more */
static __always_inline void t_record_time(struct t_cpu_state *c, struct t_layer_stats *stats,
					  u64 ns, bool stopped)
{
	u32 kind = c->run_kind;

	stats->run_ns += ns;
	if (likely(!kind))
		return;
	if (kind & T_RUN_SPILL)
		stats->spill_ns += ns;
	if (kind & T_RUN_FOREIGN)
		stats->foreign_ns += ns;
	if (kind & T_RUN_BOUND)
		stats->bound_ns += ns;
	if (unlikely(kind >> T_RUN_WATCH_SHIFT))
		t_watch_ran((kind >> T_RUN_WATCH_SHIFT) - 1, ns, stopped);
}

#endif /* TEMPER_OBSERVE_H */

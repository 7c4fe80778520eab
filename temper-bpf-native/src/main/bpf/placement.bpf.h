/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where a woken task runs: an idle CPU, else one taken from a lower rank, else a queue.
 *
 * Decided once, in select_cpu, and delivered to the local queue of the CPU returned: from there
 * the kernel acts under that CPU's runqueue lock. A CPU is claimed before it is chosen, idle ones
 * in the kernel's own idle mask, victims by compare and swap, so that two wakers never choose the
 * same one.
 */
#ifndef TEMPER_PLACEMENT_H
#define TEMPER_PLACEMENT_H

#include "queue.bpf.h"

enum {
	T_CLAIM_NS = 2000000,	/* a claim not redeemed by then is void */
	T_VICTIM_SCAN = 64,	/* CPUs looked at for a victim, the previous one first */
	T_NO_VICTIM = -1,
	T_NO_VICTIM_YET = -2,	/* ... but a CPU was between two tasks: it may be one in a moment */
};

static __always_inline bool t_may_run_on(struct task_struct *p, u32 cpu)
{
	return p->nr_cpus_allowed >= (int)temper_rodata.nr_cpus ||
	       bpf_cpumask_test_cpu(cpu, p->cpus_ptr);
}

/* ---- idle CPUs ---------------------------------------------------------------------------- */

enum t_wanted {
	T_WANTED_PREFERRED,	/* CPUs that the layer prefers */
	T_WANTED_NOT_AVOIDED,	/* CPUs that it need not avoid */
};

static __always_inline u64 t_wanted_word(const struct t_layer *layer, u32 word, u32 wanted)
{
	return wanted == T_WANTED_PREFERRED ? layer->preferred[word] : ~layer->avoided[word];
}

/* an idle one of the wanted CPUs, claimed; the word of the previous CPU first; -1 = none */
static __noinline s32 t_idle_wanted(const struct t_cfg *cfg, struct task_struct *p, u32 layer_nr,
				    s32 prev_cpu, u32 wanted)
{
	const struct t_layer *layer = t_layer(cfg, layer_nr);
	const struct cpumask *idle = scx_bpf_get_idle_cpumask();
	u32 first = (u32)prev_cpu / 64;
	s32 found = -1;
	int i;

	bpf_for(i, 0, T_CPU_WORDS) {
		u32 word = (first + i) & (T_CPU_WORDS - 1);
		u64 candidates = t_wanted_word(layer, word, wanted);
		u64 idle_bits = 0;
		s32 cpu;

		if (!candidates || word * 64 >= temper_rodata.nr_cpus)
			continue;
		if (bpf_probe_read_kernel(&idle_bits, sizeof(idle_bits), &idle->bits[0] + word))
			break;
		candidates &= idle_bits;
		if (!candidates)
			continue;
		cpu = word * 64 + t_lowest_bit(candidates);
		if (t_may_run_on(p, cpu) && scx_bpf_test_and_clear_cpu_idle(cpu)) {
			found = cpu;
			break;
		}
	}
	scx_bpf_put_idle_cpumask(idle);
	return found;
}

/* as above, and the previous CPU before all others: what the task left in its cache is there */
static __always_inline s32 t_claim_wanted(const struct t_cfg *cfg, struct task_struct *p,
					  u32 layer_nr, s32 prev_cpu, u32 wanted)
{
	u32 word = (u32)prev_cpu / 64 & (T_CPU_WORDS - 1);

	if ((t_wanted_word(t_layer(cfg, layer_nr), word, wanted) >> (prev_cpu & 63) & 1) &&
	    t_may_run_on(p, prev_cpu) && scx_bpf_test_and_clear_cpu_idle(prev_cpu))
		return prev_cpu;
	return t_idle_wanted(cfg, p, layer_nr, prev_cpu, wanted);
}

/* one look at a few words, before the search that costs ten times as much */
static __always_inline bool t_none_is_idle(void)
{
	const struct cpumask *idle = scx_bpf_get_idle_cpumask();
	bool none = bpf_cpumask_empty(idle);

	scx_bpf_put_idle_cpumask(idle);
	return none;
}

/* an idle CPU, claimed; -1 = none */
static __always_inline s32 t_claim_idle(const struct t_cfg *cfg, struct task_struct *p,
					u32 layer_nr, s32 prev_cpu, u64 wake_flags)
{
	const struct t_layer *layer = t_layer(cfg, layer_nr);
	bool idle = false;
	s32 cpu = -1;

	if (t_none_is_idle())
		return -1;
	if (layer->kind != T_KIND_OPEN)
		cpu = t_claim_wanted(cfg, p, layer_nr, prev_cpu, T_WANTED_PREFERRED);
	if (cpu < 0 && (layer->flags & T_LAYER_AVOIDS))
		cpu = t_claim_wanted(cfg, p, layer_nr, prev_cpu, T_WANTED_NOT_AVOIDED);
	if (cpu >= 0)
		return cpu;
	cpu = scx_bpf_select_cpu_dfl(p, prev_cpu, wake_flags, &idle);
	return idle ? cpu : -1;
}

/* ---- CPUs of lower ranks ------------------------------------------------------------------ */

/* 0 = no victim; else 1 + rank of the task that runs there */
static __always_inline u32 t_victim_rank(struct t_cpu_state *c, u32 rank, u64 now)
{
	u32 rank_plus_1 = READ_ONCE(c->rank_plus_1);

	if (!rank_plus_1 || rank_plus_1 > rank)
		return 0;
	if (t_before(now, READ_ONCE(c->guard_until_ns)))
		return 0;
	if (t_before(now, READ_ONCE(c->claim_until_ns)))
		return 0;
	return rank_plus_1;
}

static __always_inline bool t_claim(struct t_cpu_state *c, u64 now)
{
	u64 old = READ_ONCE(c->claim_until_ns);

	return !t_before(now, old) &&
	       __sync_val_compare_and_swap(&c->claim_until_ns, old, now + T_CLAIM_NS) == old;
}

/* the CPU that runs the lowest rank below ours, claimed; else T_NO_VICTIM or T_NO_VICTIM_YET */
static __noinline s32 t_claim_victim(struct task_struct *p, u32 rank, s32 prev_cpu, u64 now)
{
	u32 nr_cpus = temper_rodata.nr_cpus;
	u32 best_rank = t_unknown(T_MAX_RANK + 2);
	s32 best = t_unknown(T_NO_VICTIM);
	u32 cpu = prev_cpu;
	int i;

	if (!p || !rank)
		return T_NO_VICTIM;
	bpf_for(i, 0, T_VICTIM_SCAN) {
		u32 victim;

		if (i >= nr_cpus)
			break;
		if (cpu >= nr_cpus)
			cpu = 0;
		victim = t_victim_rank(t_cpu_state(cpu), rank, now);
		if (victim && victim < best_rank && t_may_run_on(p, cpu)) {
			best_rank = victim;
			best = cpu;
			if (victim == 1)
				break; /* nothing ranks lower */
		} else if (best < 0 && !READ_ONCE(t_cpu_state(cpu)->rank_plus_1)) {
			best = T_NO_VICTIM_YET;
		}
		cpu++;
	}
	return best < 0 || t_claim(t_cpu_state(best), now) ? best : T_NO_VICTIM;
}

/* ---- the decision ------------------------------------------------------------------------- */

/* true: p is on its way to *cpu */
static __always_inline bool t_place_wakeup(const struct t_cfg *cfg, struct task_struct *p,
					   struct t_task *t, s32 *cpu, u64 wake_flags, u64 now)
{
	struct t_cpu_stats *stats = t_stats(bpf_get_smp_processor_id());
	const struct t_layer *layer = t_layer(cfg, t->layer);
	s32 target;

	t_count(stats, layers[t->layer & (T_MAX_LAYERS - 1)].nr_wakeups);
	target = t_claim_idle(cfg, p, t->layer, *cpu, wake_flags);
	if (target >= 0) {
		t_count(stats, layers[t->layer & (T_MAX_LAYERS - 1)].nr_direct);
		t_insert(p, SCX_DSQ_LOCAL, layer->slice_ns, 0);
		*cpu = target;
		return true;
	}
	if (!t_preempts(layer))
		return false;
	target = t_claim_victim(p, layer->rank, *cpu, now);
	if (target < 0) {
		if (target == T_NO_VICTIM_YET)
			t->flags |= T_TASK_LOOK_AGAIN;
		return false;
	}
	t_count(stats, layers[t->layer & (T_MAX_LAYERS - 1)].nr_preempts);
	t_insert(p, SCX_DSQ_LOCAL, layer->slice_ns, SCX_ENQ_PREEMPT);
	*cpu = target;
	return true;
}

/*
 * select_cpu is not asked for tasks with one CPU: look at that CPU now. true: p was inserted.
 * Called under the CPU's runqueue lock, so the local queue is the right one.
 */
static __always_inline bool t_place_pinned(const struct t_cfg *cfg, struct task_struct *p,
					   struct t_task *t, s32 cpu, u64 enq_flags, u64 now)
{
	struct t_cpu_stats *stats = t_stats(bpf_get_smp_processor_id());
	const struct t_layer *layer = t_layer(cfg, t->layer);
	struct t_cpu_state *c = t_cpu_state(cpu);

	t_count(stats, layers[t->layer & (T_MAX_LAYERS - 1)].nr_wakeups);
	if (scx_bpf_test_and_clear_cpu_idle(cpu)) {
		t_count(stats, layers[t->layer & (T_MAX_LAYERS - 1)].nr_direct);
		t_insert(p, SCX_DSQ_LOCAL, layer->slice_ns, enq_flags);
		return true;
	}
	if (!t_preempts(layer) || !t_victim_rank(c, layer->rank, now) || !t_claim(c, now))
		return false;
	t_count(stats, layers[t->layer & (T_MAX_LAYERS - 1)].nr_preempts);
	t_insert(p, SCX_DSQ_LOCAL, layer->slice_ns, enq_flags | SCX_ENQ_PREEMPT);
	return true;
}

/*
 * A CPU's own kernel threads go to the head of its local queue; they serve all its tasks. Only
 * urgent ones end the running task's turn at once, others wait for its minimum run time.
 */
static __always_inline void t_place_cpu_kthread(struct task_struct *p, struct t_task *t,
						const struct t_layer *layer, s32 cpu,
						u64 enq_flags, u64 now)
{
	struct t_cpu_state *c = t_cpu_state(cpu);

	t_count(t_stats(bpf_get_smp_processor_id()), nr_kthreads);
	enq_flags |= SCX_ENQ_HEAD;
	if ((t->flags & T_TASK_URGENT_KTHREAD) || t_victim_rank(c, layer->rank, now))
		enq_flags |= SCX_ENQ_PREEMPT;
	t_insert(p, SCX_DSQ_LOCAL, layer->slice_ns, enq_flags);
}

/*
 * The task is counted in its queue, so a CPU that starts another from now on sees it; one that has
 * started a task of a lower rank since select_cpu looked is seen here.
 */
static __always_inline void t_look_again(const struct t_cfg *cfg, struct task_struct *p,
					 struct t_task *t, u32 cpu, u64 now)
{
	s32 victim = t_claim_victim(p, t_layer(cfg, t->layer)->rank, cpu, now);

	t->flags &= ~T_TASK_LOOK_AGAIN;
	if (victim >= 0)
		scx_bpf_kick_cpu(victim, SCX_KICK_PREEMPT);
}

#endif /* TEMPER_PLACEMENT_H */

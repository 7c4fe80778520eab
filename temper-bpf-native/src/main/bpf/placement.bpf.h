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
	T_CLAIM_TRIES = 4,	/* idle CPUs of a word, should other wakers be faster */
	T_VICTIM_SCAN = 64,	/* CPUs looked at for a victim, the previous one first */
	T_WAKE_LOOKS = 4,	/* tasks for which the tick looks for an idle CPU, of each layer */
	T_NO_VICTIM = -1,
	T_NO_VICTIM_YET = -2,	/* ... but a CPU was between two tasks: it may be one in a moment */
};

/* see t_allowed() */
static __always_inline bool t_may_run_on(u64 allowed, u32 cpu)
{
	return t_allowed_word(allowed, cpu / 64) >> (cpu & 63) & 1;
}

/* ---- idle CPUs ---------------------------------------------------------------------------- */

/* which idle CPU: one of these sets, and how near */
enum t_wanted {
	T_WANTED_PREFERRED = 0,	/* CPUs that the layer prefers or owns */
	T_WANTED_NOT_AVOIDED = 1, /* CPUs that it need not avoid */
	T_WANTED_UNFENCED = 2,	/* CPUs that nobody owns */
	T_WANTED_ANY = 3,	/* for guests */
	T_WANTED_SET = 3,	/* mask of the above */
	T_WANTED_CORE = 4,	/* only whole cores: the siblings are idle as well */
	T_WANTED_LOCAL = 8,	/* only CPUs of the previous CPU's domain */
};

static __always_inline u64 t_wanted_word(const struct t_cfg *cfg, const struct t_layer *layer,
					 u32 word, u32 wanted)
{
	word = t_index(word, T_CPU_WORDS);
	switch (wanted & T_WANTED_SET) {
	case T_WANTED_PREFERRED:
		return layer->preferred[word];
	case T_WANTED_NOT_AVOIDED:
		return ~layer->avoided[word] & ~cfg->fenced[word];
	case T_WANTED_UNFENCED:
		return ~cfg->fenced[word];
	default:
		return ~0ULL;
	}
}

/* an idle one of these CPUs of the word; another waker may be faster, and there may be others left then */
static __always_inline s32 t_claim_one(u32 word, u64 candidates)
{
	int i;

	bpf_for(i, 0, T_CLAIM_TRIES) {
		s32 cpu = word * 64 + t_lowest_bit(candidates);

		if (!candidates)
			break;
		if (scx_bpf_test_and_clear_cpu_idle(cpu))
			return cpu;
		candidates &= candidates - 1;
	}
	return -1;
}

/*
 * An idle one of the wanted CPUs, claimed; the word of the previous CPU first; -1 = none. Not static,
 * see t_pick_layer().
 */
__noinline s32 t_idle_wanted(u32 layer_nr, s32 prev_cpu, u32 wanted, u64 allowed)
{
	const struct t_cfg *cfg = t_config();
	const struct cpumask *idle;
	const struct t_layer *layer;
	u32 first = (u32)prev_cpu / 64;
	u32 domain;
	s32 found = -1;
	int i;

	if (!cfg)
		return -1;
	layer = t_layer(cfg, layer_nr);
	domain = t_domain_of(cfg, prev_cpu);
	idle = wanted & T_WANTED_CORE ? scx_bpf_get_idle_smtmask() : scx_bpf_get_idle_cpumask();
	bpf_for(i, 0, T_CPU_WORDS) {
		u32 word = (first + i) & (T_CPU_WORDS - 1);
		u64 candidates = t_wanted_word(cfg, layer, word, wanted);
		u64 idle_bits = 0;

		if (wanted & T_WANTED_LOCAL)
			candidates &= cfg->domains[t_index(domain, T_MAX_DOMAINS)]
					      .cpus[t_index(word, T_CPU_WORDS)];
		if (!candidates || word * 64 >= temper_rodata.nr_cpus)
			continue;
		if (bpf_probe_read_kernel(&idle_bits, sizeof(idle_bits), &idle->bits[0] + word))
			break;
		candidates &= idle_bits;
		if (candidates)
			candidates &= t_allowed_word(allowed, word);
		if (!candidates)
			continue;
		found = t_claim_one(word, candidates);
		if (found >= 0)
			break;
	}
	scx_bpf_put_idle_cpumask(idle);
	return found;
}

static __always_inline bool t_wants(const struct t_cfg *cfg, u32 layer_nr, u32 cpu, u32 wanted)
{
	return t_wanted_word(cfg, t_layer(cfg, layer_nr), cpu / 64, wanted) >> (cpu & 63) & 1;
}

/* the CPU and its siblings do nothing */
static __always_inline bool t_is_idle_core(u32 cpu)
{
	const struct cpumask *cores = scx_bpf_get_idle_smtmask();
	u64 idle_bits = 0;

	bpf_probe_read_kernel(&idle_bits, sizeof(idle_bits), &cores->bits[0] + t_index(cpu / 64, T_CPU_WORDS));
	scx_bpf_put_idle_cpumask(cores);
	return idle_bits >> (cpu & 63) & 1;
}

static __always_inline bool t_claims_prev(const struct t_cfg *cfg, u32 layer_nr, s32 prev_cpu,
					  u32 wanted, u64 allowed)
{
	return t_wants(cfg, layer_nr, prev_cpu, wanted) && t_may_run_on(allowed, prev_cpu) &&
	       scx_bpf_test_and_clear_cpu_idle(prev_cpu);
}

/*
 * The previous CPU before all others, what the task left in its cache is there; then its domain,
 * then the rest. Where cores have several CPUs, whole idle cores before all that, in the same order: a
 * sibling that works slows the task down for as long as both run, a cold cache only at first. Not static,
 * see t_pick_layer().
 */
__noinline s32 t_claim_wanted(u32 layer_nr, s32 prev_cpu, u32 wanted, u64 allowed)
{
	const struct t_cfg *cfg = t_config();
	s32 cpu = -1;
	bool smt;

	if (!cfg)
		return -1;
	smt = cfg->cpus[prev_cpu & (T_MAX_CPUS - 1)].sibling != prev_cpu;
	if (smt && t_is_idle_core(prev_cpu) &&
	    t_claims_prev(cfg, layer_nr, prev_cpu, wanted, allowed))
		return prev_cpu;
	if (smt && temper_rodata.nr_domains > 1)
		cpu = t_idle_wanted(layer_nr, prev_cpu, wanted | T_WANTED_CORE | T_WANTED_LOCAL,
				    allowed);
	if (cpu < 0 && smt)
		cpu = t_idle_wanted(layer_nr, prev_cpu, wanted | T_WANTED_CORE, allowed);
	if (cpu < 0 && t_claims_prev(cfg, layer_nr, prev_cpu, wanted, allowed))
		return prev_cpu;
	if (cpu < 0 && temper_rodata.nr_domains > 1)
		cpu = t_idle_wanted(layer_nr, prev_cpu, wanted | T_WANTED_LOCAL, allowed);
	if (cpu < 0)
		cpu = t_idle_wanted(layer_nr, prev_cpu, wanted, allowed);
	return cpu;
}

/* one look at a few words, before the search that costs ten times as much */
static __always_inline bool t_none_is_idle(void)
{
	const struct cpumask *idle = scx_bpf_get_idle_cpumask();
	bool none = bpf_cpumask_empty(idle);

	scx_bpf_put_idle_cpumask(idle);
	return none;
}

/* an idle CPU on which a task of the layer may run by itself; -1 = none */
static __always_inline s32 t_claim_idle_unfenced(const struct t_cfg *cfg, u32 layer_nr,
						 s32 prev_cpu, u64 allowed)
{
	if (!t_has_fences(cfg) || t_has_no_serving_cpu(layer_nr, T_MAX_DOMAINS, allowed))
		return t_claim_wanted(layer_nr, prev_cpu, T_WANTED_ANY, allowed);
	if (t_layer(cfg, layer_nr)->flags & T_LAYER_STRICT)
		return -1;
	return t_claim_wanted(layer_nr, prev_cpu, T_WANTED_UNFENCED, allowed);
}

/* an idle CPU, claimed; -1 = none */
static __always_inline s32 t_claim_idle(const struct t_cfg *cfg, struct task_struct *p,
					u32 layer_nr, s32 prev_cpu, u64 wake_flags, u64 allowed)
{
	const struct t_layer *layer = t_layer(cfg, layer_nr);
	bool idle = false;
	s32 cpu = -1;

	if (t_none_is_idle())
		return -1;
	if (layer->kind != T_KIND_OPEN)
		cpu = t_claim_wanted(layer_nr, prev_cpu, T_WANTED_PREFERRED, allowed);
	if (cpu < 0 && (layer->flags & T_LAYER_AVOIDS))
		cpu = t_claim_wanted(layer_nr, prev_cpu, T_WANTED_NOT_AVOIDED, allowed);
	if (cpu >= 0)
		return cpu;
	if (t_has_fences(cfg))
		return t_claim_idle_unfenced(cfg, layer_nr, prev_cpu, allowed);
	cpu = scx_bpf_select_cpu_dfl(p, prev_cpu, wake_flags, &idle);
	if (!idle || likely(t_may_run_on(allowed, cpu)))
		return idle ? cpu : -1;
	/* 6.12 does not look whether p may run on the previous one: it is to say again that it is idle */
	scx_bpf_kick_cpu(cpu, 0);
	return t_claim_wanted(layer_nr, prev_cpu, T_WANTED_ANY, allowed);
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

/*
 * The CPU that runs the lowest rank below ours, claimed; else T_NO_VICTIM or T_NO_VICTIM_YET. Not
 * static, see t_pick_layer().
 */
__noinline s32 t_claim_victim(u32 layer_nr, s32 prev_cpu, u64 allowed, u64 now)
{
	const struct t_cfg *cfg = t_config();
	u32 nr_cpus = temper_rodata.nr_cpus;
	u32 best_rank = t_unknown(T_MAX_RANK + 2);
	s32 best = t_unknown(T_NO_VICTIM);
	u32 rank;
	int i;

	if (!cfg)
		return T_NO_VICTIM;
	rank = t_layer(cfg, layer_nr)->rank;
	if (!rank)
		return T_NO_VICTIM;
	bpf_for(i, 0, T_VICTIM_SCAN) {
		u32 cpu = prev_cpu + i;
		u32 victim;

		if (i >= nr_cpus)
			break;
		if (cpu >= nr_cpus)
			cpu -= nr_cpus;
		if (!t_serves(cfg, cpu, layer_nr))
			continue;
		victim = t_victim_rank(t_cpu_state(cpu), rank, now);
		if (victim && victim < best_rank && t_may_run_on(allowed, cpu)) {
			best_rank = victim;
			best = cpu;
			if (victim == 1)
				break; /* nothing ranks lower */
		} else if (best < 0 && !READ_ONCE(t_cpu_state(cpu)->rank_plus_1)) {
			best = T_NO_VICTIM_YET;
		}
	}
	return best < 0 || t_claim(t_cpu_state(best), now) ? best : T_NO_VICTIM;
}

/* ---- the decision ------------------------------------------------------------------------- */

/* no CPU was free: the task waits, where it is served */
static __always_inline bool t_place_in_queue(const struct t_cfg *cfg, struct task_struct *p,
					     struct t_task *t, s32 *cpu, u64 allowed)
{
	s32 serving;

	if (t_serves(cfg, *cpu, t->layer))
		return false;
	serving = t_nearest_serving(cfg, t->layer, *cpu, allowed, p->pid);
	if (serving >= 0)
		*cpu = serving;
	return false;
}

/* true: p is on its way to *cpu */
static __always_inline bool t_place_wakeup(const struct t_cfg *cfg, struct task_struct *p,
					   struct t_task *t, s32 *cpu, u64 wake_flags, u64 now)
{
	struct t_cpu_stats *stats = t_stats(bpf_get_smp_processor_id());
	const struct t_layer *layer = t_layer(cfg, t->layer);
	u64 allowed = t_allowed(p);
	s32 target;

	t_count(stats, layers[t->layer & (T_MAX_LAYERS - 1)].nr_wakeups);
	if (t_is_deep_in_debt(cfg, t->layer, now))
		return t_place_in_queue(cfg, p, t, cpu, allowed);
	target = t_claim_idle(cfg, p, t->layer, *cpu, wake_flags, allowed);
	if (target >= 0) {
		t_count(stats, layers[t->layer & (T_MAX_LAYERS - 1)].nr_direct);
		t_insert(p, SCX_DSQ_LOCAL, layer->slice_ns, 0);
		*cpu = target;
		return true;
	}
	if (!t_preempts(layer))
		return t_place_in_queue(cfg, p, t, cpu, allowed);
	target = t_claim_victim(t->layer, *cpu, allowed, now);
	if (target < 0) {
		if (target == T_NO_VICTIM_YET)
			t->flags |= T_TASK_LOOK_AGAIN;
		return t_place_in_queue(cfg, p, t, cpu, allowed);
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
	if (t_is_deep_in_debt(cfg, t->layer, now))
		return false;
	if (scx_bpf_test_and_clear_cpu_idle(cpu)) {
		t_count(stats, layers[t->layer & (T_MAX_LAYERS - 1)].nr_direct);
		t_insert(p, SCX_DSQ_LOCAL, layer->slice_ns, enq_flags);
		return true;
	}
	/* a guest behind a fence takes nothing from its owner */
	if (!t_preempts(layer) || !t_has_rank(cfg, t->layer, cpu) ||
	    !t_victim_rank(c, layer->rank, now) || !t_claim(c, now))
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
	s32 victim = t_claim_victim(t->layer, cpu, t_allowed(p), now);

	t->flags &= ~T_TASK_LOOK_AGAIN;
	if (victim < 0)
		return;
	t_count(t_stats(bpf_get_smp_processor_id()),
		layers[t->layer & (T_MAX_LAYERS - 1)].nr_preempts);
	scx_bpf_kick_cpu(victim, SCX_KICK_PREEMPT);
}

/* an idle CPU that may run p, of this layer, comes and looks; false: there is none */
static __noinline bool t_wake_idle(const struct t_cfg *cfg, struct task_struct *p, u32 layer_nr,
				   u32 cpu)
{
	u64 allowed = t_allowed(p);
	s32 idle = -1;

	if (!cfg)
		return false;
	if (t_is_confined(cfg, layer_nr))
		idle = t_claim_wanted(layer_nr, cpu, T_WANTED_PREFERRED, allowed);
	if (idle < 0)
		idle = t_claim_idle_unfenced(cfg, layer_nr, cpu, allowed);
	if (idle >= 0)
		scx_bpf_kick_cpu(idle, SCX_KICK_IDLE);
	return idle >= 0;
}

/* the first of those who wait in the queue: each wakes an idle CPU where it may run; how many did */
static __always_inline u32 t_wake_each(const struct t_cfg *cfg, u32 layer_nr, struct bpf_iter_scx_dsq *it,
				       u32 looks, u32 wanted)
{
	u32 nr_looks = t_unknown(0), nr_woken = t_unknown(0);
	struct task_struct *p;

	while (nr_looks < looks && nr_woken < wanted && (p = bpf_iter_scx_dsq_next(it))) {
		nr_looks = t_unknown(nr_looks + 1);
		if (t_wake_idle(cfg, p, layer_nr, scx_bpf_task_cpu(p)))
			nr_woken = t_unknown(nr_woken + 1);
		else if (!t_is_restricted(p))
			return nr_woken; /* nor is there one for anybody else */
	}
	/* there may be one for who waits further behind: whoever comes looks through the whole queue */
	if (nr_looks == looks && !nr_woken)
		t_wake_idle(cfg, NULL, layer_nr, bpf_get_smp_processor_id());
	return nr_woken;
}

/*
 * Idle CPUs, as many as wanted, for those who wait in the layer's queue of the domain: each for one that may run
 * there, of so many that are looked at. How many came. Not static, see t_pick_layer().
 */
__noinline u32 t_wake_first(u32 layer_nr, u32 domain, u32 looks, u32 wanted)
{
	const struct t_cfg *cfg = t_config();
	struct bpf_iter_scx_dsq it;
	u32 nr_woken = 0;

	if (!cfg)
		return 0;
	bpf_rcu_read_lock();
	if (!bpf_iter_scx_dsq_new(&it, t_dsq_id(t_layer_queue(domain, layer_nr)), 0))
		nr_woken = t_wake_each(cfg, layer_nr, &it, looks, wanted);
	bpf_iter_scx_dsq_destroy(&it);
	bpf_rcu_read_unlock();
	return nr_woken;
}

#endif /* TEMPER_PLACEMENT_H */

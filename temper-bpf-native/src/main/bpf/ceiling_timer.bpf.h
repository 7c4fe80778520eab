/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The timer's part of ceilings: it lets held layers go when their time has come, wakes CPUs for them,
 * and ends pieces that are shorter than a tick.
 *
 * The kernel ends a scheduler that lets a task wait for thirty seconds. So each task of a capped layer
 * runs about every T_CEILING_ROUND_NS, in pieces that are as short as that takes. With very many tasks
 * under a very low ceiling not even the shortest are enough, and they end late by up to a tick. Then the
 * ceiling is out of reach, and who waited for T_CEILING_WAIT_NS runs at no charge.
 */
#ifndef TEMPER_CEILING_TIMER_H
#define TEMPER_CEILING_TIMER_H

#include "placement.bpf.h"
#include "service.bpf.h"
#include "ceiling.bpf.h"

enum {
	T_CEILING_WAKES = 16,		/* CPUs woken for a layer at a time */
	T_CEILING_PIECES = 4,		/* in a round at least: a single one makes no long debt */
	T_CEILING_FINE_NS = 250000,	/* the timer's period while such pieces run, */
	T_CEILING_BUSY_NS = 1000000,	/* ... while somebody of a capped layer waits, */
	T_CEILING_WATCH_NS = 10000000,	/* ... while there are capped layers */
};

/* tasks of the layer that wait, in all domains; more than a pause's worth of lag is forgotten */
static __noinline u32 t_count_waiting(const struct t_cfg *cfg, u32 layer_nr)
{
	const struct t_layer *layer;
	u32 nr = t_unknown(0);
	int i;

	if (!cfg)
		return 0;
	layer = t_layer(cfg, layer_nr);
	bpf_for(i, 0, T_MAX_DOMAINS) {
		struct t_queue *queue;
		s32 waiting;

		if (i >= temper_rodata.nr_domains)
			break;
		queue = t_queue(t_layer_queue(i, layer_nr));
		waiting = READ_ONCE(queue->nr) + READ_ONCE(queue->nr_own);
		if (unlikely(t_counts_broken) && waiting <= 0)
			waiting = scx_bpf_dsq_nr_queued(t_dsq_id(t_layer_queue(i, layer_nr)));
		if (waiting <= 0)
			continue;
		nr += waiting;
		if (t_is_held(layer_nr))
			t_activate(t_domain(i), queue, layer);
	}
	return nr;
}

/* another ceiling: what is owed is the same, in CPU time; another layer: it owes nothing */
static __always_inline void t_change_ceiling(const struct t_layer *layer, struct t_ceiling *ceiling,
					     u64 now)
{
	u64 owed_ns = t_elapsed(now, READ_ONCE(ceiling->paid_until_ns));
	u32 millis = layer->ceiling_millis;

	if (likely(ceiling->millis == millis && ceiling->name_hash == layer->name_hash))
		return;
	if (!millis || ceiling->name_hash != layer->name_hash)
		owed_ns = 0;
	else
		owed_ns = owed_ns / millis * ceiling->millis;
	ceiling->millis = millis;
	ceiling->name_hash = layer->name_hash;
	WRITE_ONCE(ceiling->paid_until_ns, now + owed_ns);
}

/* how long pieces are, with so many tasks */
static __always_inline void t_size_pieces(const struct t_layer *layer, struct t_ceiling *ceiling,
					  u64 nr)
{
	u64 round_ns = layer->ceiling_millis * (T_CEILING_ROUND_NS / 1000);
	u64 piece_ns = round_ns / (nr > T_CEILING_PIECES ? nr : T_CEILING_PIECES);

	if (piece_ns < T_CEILING_PIECE_MIN_NS)
		piece_ns = T_CEILING_PIECE_MIN_NS;
	if (piece_ns > layer->slice_ns)
		piece_ns = layer->slice_ns;
	ceiling->piece_ns = piece_ns;
}

/*
 * Each task gets its turn in a round: what several CPUs ran up at once beyond one, or a CPU without a
 * tick, is let go and counted. The kernel would end the scheduler long before it is paid.
 */
static __noinline void t_limit_debt(const struct t_cfg *cfg, u32 layer_nr, u64 now)
{
	struct t_ceiling *ceiling = t_ceiling(layer_nr);
	u64 paid = READ_ONCE(ceiling->paid_until_ns);
	u64 excess_ns = t_elapsed(now + T_CEILING_DEBT_NS, paid);
	struct t_cpu_stats *stats;

	if (!cfg || likely(!excess_ns) ||
	    __sync_val_compare_and_swap(&ceiling->paid_until_ns, paid, paid - excess_ns) != paid)
		return;
	stats = t_stats(bpf_get_smp_processor_id());
	if (stats)
		t_layer_stats(stats, layer_nr)->over_ceiling_ns +=
			excess_ns / 1000 * t_layer(cfg, layer_nr)->ceiling_millis;
}

/* idle CPUs for as many pieces as are paid for by now, and for who is not to wait for that any more */
static __always_inline void t_wake_for(const struct t_cfg *cfg, u32 layer_nr, u64 now)
{
	struct t_ceiling *ceiling = t_ceiling(layer_nr);
	u32 nr_domains = temper_rodata.nr_domains;
	u32 first = (u32)(now >> 18) % nr_domains; /* another one each time */
	u64 cost_ns, nr;
	int i;

	if (!cfg)
		return;
	cost_ns = ceiling->piece_ns * t_layer(cfg, layer_nr)->ceiling_inv >> T_CEILING_SHIFT;
	nr = t_elapsed(READ_ONCE(ceiling->paid_until_ns), now) / (cost_ns + 1) + 1;
	if (nr > T_CEILING_WAKES)
		nr = T_CEILING_WAKES;
	bpf_for(i, 0, T_MAX_DOMAINS) {
		u32 domain = (first + i) % nr_domains;

		if (i >= nr_domains || !nr)
			break;
		if (t_has_layer(t_waiting(domain), layer_nr))
			nr -= t_wake_first(layer_nr, domain, T_CEILING_WAKES, nr);
	}
}

/* what the CPUs do for capped layers: ends pieces, wakes who has tasks of its own to serve */
static __noinline void t_tend_cpus(const struct t_cfg *cfg, u64 now)
{
	int cpu;

	if (!cfg)
		return;
	bpf_for(cpu, 0, T_MAX_CPUS) {
		if (cpu >= temper_rodata.nr_cpus)
			break;
		if (t_own_waiting(cpu) & cfg->capped)
			scx_bpf_kick_cpu(cpu, SCX_KICK_IDLE);
		if (!READ_ONCE(t_piece(cpu)->until_ns))
			continue;
		t_ceiling(t_cpu_state(cpu)->layer)->nr_running++;
		if (t_piece_is_over(cpu, now + T_CEILING_FINE_NS / 2))
			scx_bpf_kick_cpu(cpu, SCX_KICK_PREEMPT);
	}
}

/* the period until the layer wants to be looked at again; not static, see t_pick_layer() */
__noinline u64 t_tend_layer(u32 layer_nr, u64 now)
{
	const struct t_cfg *cfg = t_config();
	struct t_ceiling *ceiling = t_ceiling(layer_nr);
	const struct t_layer *layer;
	u32 nr_waiting;
	bool held;

	if (!cfg)
		return T_TIMER_PERIOD_NS;
	layer = t_layer(cfg, layer_nr);
	nr_waiting = t_count_waiting(cfg, layer_nr);
	t_change_ceiling(layer, ceiling, now);
	ceiling->nr_tasks = nr_waiting + ceiling->nr_running;
	t_size_pieces(layer, ceiling, ceiling->nr_tasks);
	t_limit_debt(cfg, layer_nr, now);
	t_hold(layer_nr, READ_ONCE(ceiling->paid_until_ns), now);
	if (!nr_waiting)
		return T_CEILING_WATCH_NS;
	held = t_is_held(layer_nr);
	t_wake_for(cfg, layer_nr, now);
	if (ceiling->piece_ns < 2 * T_CEILING_BUSY_NS && (!held || ceiling->nr_running))
		return T_CEILING_FINE_NS;
	return T_CEILING_BUSY_NS;
}

/* layers that were capped when the timer looked last */
static u64 t_capped_before;

/*
 * Who is capped no more is held no more. Idle CPUs come and look, as they would not by themselves, also for who was
 * let go a moment ago and is waited for no more.
 */
static __noinline void t_let_go(const struct t_cfg *cfg, u64 layers)
{
	int i;

	if (!cfg)
		return;
	t_fetch_and(&t_held, ~layers);
	bpf_for(i, 0, T_MAX_CPUS) {
		if (i >= temper_rodata.nr_cpus)
			break;
		scx_bpf_kick_cpu(i, SCX_KICK_IDLE);
	}
}

/* when the timer must look again */
static __noinline u64 t_tend_ceilings(const struct t_cfg *cfg, u64 now)
{
	u64 period_ns = T_TIMER_PERIOD_NS;
	u64 layers, wanted;
	int i;

	if (!cfg)
		return period_ns;
	layers = (READ_ONCE(t_held) | t_capped_before) & ~cfg->capped;
	t_capped_before = cfg->capped;
	if (unlikely(layers))
		t_let_go(cfg, layers);
	layers = cfg->capped;
	bpf_for(i, 0, T_MAX_LAYERS) {
		struct t_ceiling *ceiling = t_ceiling(i);

		/* who takes a task of any layer looks there: it stays in his cache where nothing changes */
		if (ceiling->nr_running)
			ceiling->nr_running = 0;
		if (ceiling->nr_tasks && !t_has_layer(layers, i))
			ceiling->nr_tasks = 0;
	}
	if (!layers)
		return period_ns;
	t_tend_cpus(cfg, now);
	bpf_for(i, 0, T_MAX_LAYERS) {
		if (!layers)
			break;
		wanted = t_tend_layer(t_lowest_bit(layers), now);
		if (wanted < period_ns)
			period_ns = wanted;
		layers &= layers - 1;
	}
	return period_ns;
}

#endif /* TEMPER_CEILING_TIMER_H */

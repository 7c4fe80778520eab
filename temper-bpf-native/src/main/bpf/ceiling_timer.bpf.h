/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The timer's part of ceilings: it lets held layers go when their time has come, wakes CPUs for them,
 * and ends pieces that are shorter than a tick.
 *
 * The kernel ends a scheduler that lets a task wait for thirty seconds. So each task of a capped layer
 * runs every T_CEILING_ROUND_NS, in pieces that are as short as that takes. With very many tasks under
 * a very low ceiling not even the shortest pieces are enough: then the ceiling is out of reach, the
 * layer gets what its tasks need, and this is counted (t_layer_stats.over_ceiling_ns).
 */
#ifndef TEMPER_CEILING_TIMER_H
#define TEMPER_CEILING_TIMER_H

#include "placement.bpf.h"
#include "service.bpf.h"
#include "ceiling.bpf.h"

enum {
	T_CEILING_WAKES = 16,		/* CPUs woken for a layer at a time */
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
		if (waiting <= 0)
			continue;
		nr += waiting;
		if (t_is_held(layer_nr))
			t_activate(t_domain(i), queue, layer);
	}
	return nr;
}

/* how long pieces are and what they cost, with so many tasks */
static __always_inline void t_size_pieces(const struct t_layer *layer, struct t_ceiling *ceiling,
					  u64 nr, u64 now)
{
	u64 round_ns = layer->ceiling_millis * (T_CEILING_ROUND_NS / 1000);
	u64 piece_ns = nr ? round_ns / nr : layer->slice_ns;

	if (ceiling->millis != layer->ceiling_millis) { /* another ceiling: the old debt is void */
		ceiling->millis = layer->ceiling_millis;
		WRITE_ONCE(ceiling->paid_until_ns, now);
	}
	ceiling->inv = layer->ceiling_inv;
	if (piece_ns < T_CEILING_PIECE_MIN_NS) {
		piece_ns = T_CEILING_PIECE_MIN_NS;
		ceiling->inv = (T_CEILING_ROUND_NS << T_CEILING_SHIFT) / (nr * piece_ns);
	}
	ceiling->piece_ns = piece_ns < layer->slice_ns ? piece_ns : layer->slice_ns;
}

/* idle CPUs for as many pieces as are paid for by now */
static __noinline void t_wake_for(const struct t_cfg *cfg, u32 layer_nr, u32 nr_waiting, u64 now)
{
	struct t_ceiling *ceiling = t_ceiling(layer_nr);
	u64 cost_ns = ceiling->piece_ns * ceiling->inv >> T_CEILING_SHIFT;
	u64 nr = t_elapsed(READ_ONCE(ceiling->paid_until_ns), now) / (cost_ns + 1) + 1;
	u32 cpu = (u32)(now >> 18) % temper_rodata.nr_cpus; /* another one each time */
	int i;

	if (!cfg)
		return;
	bpf_for(i, 0, T_CEILING_WAKES) {
		if (i >= nr || i >= nr_waiting || t_none_is_idle())
			break;
		t_wake_idle(cfg, NULL, layer_nr, cpu);
	}
}

/* what the CPUs do for capped layers: ends pieces, wakes who has tasks of its own to serve */
static __noinline void t_tend_cpus(const struct t_cfg *cfg, u64 now)
{
	u64 free;
	int cpu;

	if (!cfg)
		return;
	free = cfg->capped & ~READ_ONCE(t_held);
	bpf_for(cpu, 0, T_MAX_CPUS) {
		if (cpu >= temper_rodata.nr_cpus)
			break;
		if (READ_ONCE(t_cpu_state(cpu)->own_waiting) & free)
			scx_bpf_kick_cpu(cpu, SCX_KICK_IDLE);
		if (!READ_ONCE(t_piece(cpu)->until_ns))
			continue;
		t_ceiling(t_cpu_state(cpu)->layer)->nr_running++;
		if (t_piece_is_over(cpu, now + T_CEILING_FINE_NS / 2))
			scx_bpf_kick_cpu(cpu, SCX_KICK_PREEMPT);
	}
}

/* the period until the layer wants to be looked at again */
static __noinline u64 t_tend_layer(const struct t_cfg *cfg, u32 layer_nr, u64 now)
{
	struct t_ceiling *ceiling = t_ceiling(layer_nr);
	const struct t_layer *layer;
	u32 nr_waiting;
	bool held;

	if (!cfg)
		return T_TIMER_PERIOD_NS;
	layer = t_layer(cfg, layer_nr);
	nr_waiting = t_count_waiting(cfg, layer_nr);
	t_size_pieces(layer, ceiling, nr_waiting + ceiling->nr_running, now);
	t_hold(layer_nr, READ_ONCE(ceiling->paid_until_ns), now);
	if (!nr_waiting)
		return T_CEILING_WATCH_NS;
	held = t_is_held(layer_nr);
	if (!held)
		t_wake_for(cfg, layer_nr, nr_waiting, now);
	if (ceiling->piece_ns < 2 * T_CEILING_BUSY_NS && (!held || ceiling->nr_running))
		return T_CEILING_FINE_NS;
	return T_CEILING_BUSY_NS;
}

/* when the timer must look again */
static __noinline u64 t_tend_ceilings(const struct t_cfg *cfg, u64 now)
{
	u64 period_ns = T_TIMER_PERIOD_NS;
	u64 layers, wanted;
	int i;

	if (!cfg)
		return period_ns;
	/* who is capped no more is held no more */
	if (READ_ONCE(t_held) & ~cfg->capped)
		t_fetch_and(&t_held, cfg->capped);
	layers = cfg->capped;
	if (!layers)
		return period_ns;
	bpf_for(i, 0, T_MAX_LAYERS)
		t_ceiling(i)->nr_running = 0;
	t_tend_cpus(cfg, now);
	bpf_for(i, 0, T_MAX_LAYERS) {
		if (!layers)
			break;
		wanted = t_tend_layer(cfg, t_lowest_bit(layers), now);
		if (wanted < period_ns)
			period_ns = wanted;
		layers &= layers - 1;
	}
	return period_ns;
}

#endif /* TEMPER_CEILING_TIMER_H */

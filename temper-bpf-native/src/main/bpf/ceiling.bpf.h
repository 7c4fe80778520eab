/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ceilings: layers that get so much CPU time and no more.
 *
 * Each capped layer has a clock that moves by (time on a CPU) / (ceiling in CPUs): what it has used is
 * paid for at that time. While it lies in the future the layer is held: it waits in its queues, and no
 * CPU takes it from there or keeps it. A run is paid for in advance, piece by piece, so that not all
 * CPUs start one at once, and settled when it ends. Debts are never forgiven and unused time is kept
 * for T_CEILING_CREDIT_NS only, so over any longer time the ceiling holds on average.
 *
 * Woken tasks are not held, they may have what others wait for, until the debt is
 * T_CEILING_PATIENCE_NS of waiting; exiting ones never. The timer lets held layers go
 * (ceiling_timer.bpf.h).
 */
#ifndef TEMPER_CEILING_H
#define TEMPER_CEILING_H

#include "state.bpf.h"

enum {
	T_CEILING_CREDIT_NS = 150000000,	/* of waiting: 1.5 % of the ten seconds it holds for */
	T_CEILING_PATIENCE_NS = 100000000,	/* 1 % of them */
};

struct t_ceiling {
	u64 paid_until_ns;
	u64 piece_ns;		/* how long a task runs before its layer's account is looked at */
	u64 inv;		/* as t_layer.ceiling_inv, or less where that is out of reach */
	u64 released_ns;	/* when it was held last: waiting before that is no neglect */
	u32 millis;		/* the ceiling that all this goes by */
	u32 nr_running;
	u64 pad[3];
};

_Static_assert(sizeof(struct t_ceiling) == 64, "a cache line, so that two layers do not share one");

struct t_ceiling t_ceilings[T_MAX_LAYERS] __cacheline;

/* the running task's piece, if its layer is capped */
struct t_piece {
	u64 until_ns;		/* 0 = it is not capped */
	u64 prepaid_ns;		/* in terms of t_ceiling.paid_until_ns */
	u64 exec_ns;		/* its se.sum_exec_runtime when the piece began */
	u64 inv;		/* what it pays with */
};

struct t_piece t_pieces[T_MAX_CPUS];

/* bit per layer that is held */
u64 t_held;

static __always_inline struct t_ceiling *t_ceiling(u32 layer)
{
	return &t_ceilings[t_index(layer, T_MAX_LAYERS)];
}

static __always_inline struct t_piece *t_piece(u32 cpu)
{
	return &t_pieces[t_index(cpu, T_MAX_CPUS)];
}

static __always_inline bool t_is_capped(const struct t_cfg *cfg, u32 layer)
{
	return unlikely(t_has_layer(cfg->capped, layer));
}

static __always_inline bool t_is_held(u32 layer)
{
	return t_has_layer(READ_ONCE(t_held), layer);
}

static __always_inline void t_hold(u32 layer, u64 until_ns, u64 now)
{
	u64 bit = t_layer_bit(layer);

	if (t_before(now, until_ns)) {
		if (!(READ_ONCE(t_held) & bit))
			t_fetch_or(&t_held, bit);
	} else if (READ_ONCE(t_held) & bit) {
		t_ceiling(layer)->released_ns = now;
		t_fetch_and(&t_held, ~bit);
	}
}

/* not even a woken task may run */
static __always_inline bool t_is_deep_in_debt(const struct t_cfg *cfg, u32 layer, u64 now)
{
	return t_is_capped(cfg, layer) &&
	       t_before(now + T_CEILING_PATIENCE_NS, READ_ONCE(t_ceiling(layer)->paid_until_ns));
}

/* unused time beyond the credit is lost; a loser of the race finds it done */
static __always_inline void t_limit_credit(struct t_ceiling *ceiling, u64 now)
{
	u64 paid = READ_ONCE(ceiling->paid_until_ns);

	if (t_before(paid, now - T_CEILING_CREDIT_NS))
		__sync_val_compare_and_swap(&ceiling->paid_until_ns, paid, now - T_CEILING_CREDIT_NS);
}

static __always_inline void t_begin_piece(const struct t_cfg *cfg, struct task_struct *p, u32 layer_nr,
					  u32 cpu, u64 now)
{
	const struct t_layer *layer = t_layer(cfg, layer_nr);
	struct t_ceiling *ceiling = t_ceiling(layer_nr);
	struct t_piece *piece = t_piece(cpu);
	u64 piece_ns = ceiling->piece_ns;

	if (!t_is_capped(cfg, layer_nr)) {
		piece->until_ns = 0;
		return;
	}
	if (!ceiling->millis || piece_ns > layer->slice_ns)
		piece_ns = layer->slice_ns; /* the timer has not seen this ceiling yet */
	piece->inv = ceiling->millis == layer->ceiling_millis ? ceiling->inv : layer->ceiling_inv;
	piece->prepaid_ns = piece_ns * piece->inv >> T_CEILING_SHIFT;
	piece->exec_ns = p->se.sum_exec_runtime;
	piece->until_ns = now + piece_ns;
	t_limit_credit(ceiling, now);
	t_hold(layer_nr,
	       t_fetch_add(&ceiling->paid_until_ns, piece->prepaid_ns) + piece->prepaid_ns, now);
}

/* the task has run: its layer pays what it really used */
static __always_inline void t_settle(const struct t_cfg *cfg, u64 exec_ns, u32 layer_nr, u32 cpu,
				     struct t_cpu_stats *stats, u64 now)
{
	struct t_ceiling *ceiling = t_ceiling(layer_nr);
	struct t_piece *piece = t_piece(cpu);
	u64 ns, change, inv = t_layer(cfg, layer_nr)->ceiling_inv;

	if (likely(!piece->until_ns))
		return;
	ns = t_elapsed(piece->exec_ns, exec_ns);
	change = (ns * piece->inv >> T_CEILING_SHIFT) - piece->prepaid_ns;
	piece->until_ns = 0;
	t_hold(layer_nr, t_fetch_add(&ceiling->paid_until_ns, change) + change, now);
	if (stats && piece->inv < inv)
		t_layer_stats(stats, layer_nr)->over_ceiling_ns += ns - ns * piece->inv / inv;
}

/* the piece of the task that runs on the CPU is over: time to look at its layer's account */
static __always_inline bool t_piece_is_over(u32 cpu, u64 now)
{
	u64 until_ns = READ_ONCE(t_piece(cpu)->until_ns);

	return unlikely(until_ns) && !t_before(now, until_ns);
}

#endif /* TEMPER_CEILING_H */

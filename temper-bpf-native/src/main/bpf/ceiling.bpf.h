/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ceilings: layers that get so much CPU time and no more.
 *
 * Each capped layer has a clock that moves by (time on a CPU) / (ceiling in CPUs): what it has used is
 * paid for at that time. While it lies in the future the layer is held: it waits in its queues, and no
 * CPU takes it from there (but see t_neglected()) or keeps it. A run is paid for in advance, piece by piece, so that not all
 * CPUs start one at once, and settled when it ends. Unused time is kept for T_CEILING_CREDIT_NS only,
 * and a debt is forgiven only where it is longer than T_CEILING_DEBT_NS, so over any longer time the
 * ceiling holds on average.
 *
 * Woken tasks may have what others wait for: they are not held during the first T_CEILING_PATIENCE_NS
 * and as long as the debt is no longer than that, beyond what a queue's turn may add. Never held are exiting tasks, and those that the
 * kernel's memory management waits for (t_reads_rcu()). The timer lets held layers go
 * (ceiling_timer.bpf.h).
 */
#ifndef TEMPER_CEILING_H
#define TEMPER_CEILING_H

#include "state.bpf.h"

enum {
	T_CEILING_CREDIT_NS = 120000000,	/* of waiting: 1.2 % of the ten seconds it holds for */
	T_CEILING_PATIENCE_NS = 100000000,	/* 1 % of them */
	T_CEILING_START_NS = 30000000,		/* that a queue has whose turn it is: a slice and a tick of others */
	T_TURN = 1024,				/* a piece, in parts that a queue's turns are counted in */
};

/*
 * Who waited for longer runs at no charge, and this is counted (t_layer_stats.over_ceiling_ns): with the
 * longest debt that makes two thirds of what the kernel's watchdog allows.
 */
#define T_CEILING_WAIT_NS (T_CEILING_ROUND_NS + T_CEILING_ROUND_NS / 2)
#define T_CEILING_DEBT_NS (T_CEILING_ROUND_NS / 2)

struct t_ceiling {
	u64 paid_until_ns;
	u64 piece_ns;		/* how long a task runs before its layer's account is looked at */
	u64 held_ns;		/* since when nobody was taken from its queues, if it is held */
	u64 last_held_ns;	/* when it was seen held last: waiting before that is no neglect */
	u64 name_hash;		/* the layer and the ceiling that all this goes by */
	u32 millis;
	u32 nr_running;
	u32 nr_tasks;		/* that ran or waited when the timer looked last; 0 = none, or it is not capped */
	u32 taken;		/* T_TURN for each piece that was taken from its queues */
	u64 pad;
};

_Static_assert(sizeof(struct t_ceiling) == 64, "a cache line, so that two layers do not share one");

struct t_ceiling t_ceilings[T_MAX_LAYERS] __cacheline;

/* the running task's piece, if its layer is capped */
struct t_piece {
	u64 until_ns;		/* 0 = it is not capped */
	u64 prepaid_ns;		/* in terms of t_ceiling.paid_until_ns */
	u64 exec_ns;		/* its se.sum_exec_runtime when the piece began */
	u64 inv;		/* what it pays with: as t_layer.ceiling_inv, or 0 = it runs at no charge */
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

/*
 * The piece of a layer whose tasks run for less than a slice at a time, so that each runs in time; 0 =
 * of none. Then first come is first served: who ended late by a tick, or has a high nice value, would
 * have to wait for longer than the kernel lets it.
 */
static __always_inline u64 t_short_piece(const struct t_layer *layer, u32 layer_nr)
{
	u64 piece_ns;

	if (likely(!layer->ceiling_millis))
		return 0;
	piece_ns = READ_ONCE(t_ceiling(layer_nr)->piece_ns);
	return piece_ns < layer->slice_ns ? piece_ns : 0;
}

/*
 * Until this task runs on, no grace period ends in the whole kernel. The kernel calls us in the name of a task
 * that is being preempted, and that call is a read section itself; of others it asks in the name of whoever
 * queues them anew.
 */
static __always_inline bool t_reads_rcu(struct task_struct *p)
{
	int ours = bpf_get_current_task() == (u64)p;

	return t_field_exists(p->rcu_read_lock_nesting) && p->rcu_read_lock_nesting > ours;
}

static __always_inline bool t_is_held(u32 layer)
{
	return t_has_layer(READ_ONCE(t_held), layer);
}

static __always_inline void t_hold(u32 layer, u64 until_ns, u64 now)
{
	u64 bit = t_layer_bit(layer);
	bool is_held = READ_ONCE(t_held) & bit;

	if (t_before(now, until_ns)) {
		t_ceiling(layer)->last_held_ns = now;
		if (is_held)
			return;
		t_ceiling(layer)->held_ns = now;
		t_fetch_or(&t_held, bit);
	} else if (is_held) {
		t_ceiling(layer)->last_held_ns = now;
		t_fetch_and(&t_held, ~bit);
	}
}

/*
 * Not even a woken task may run. Held for long is enough: those that wake up again and again could keep
 * the layer in a small debt for ever, and its other tasks in the queue.
 */
static __always_inline bool t_is_deep_in_debt(const struct t_cfg *cfg, u32 layer, u64 now)
{
	struct t_ceiling *ceiling = t_ceiling(layer);

	if (!t_is_capped(cfg, layer) || !t_is_held(layer))
		return false;
	return t_before(READ_ONCE(ceiling->held_ns), now - T_CEILING_PATIENCE_NS) ||
	       t_before(now + T_CEILING_PATIENCE_NS + T_CEILING_START_NS, READ_ONCE(ceiling->paid_until_ns));
}

/* the queue has its first task again, which has no claim to pieces of before */
static __always_inline void t_begin_turns(struct t_queue_id id)
{
	u32 next = READ_ONCE(t_ceiling(id.layer)->taken) + T_TURN;

	if ((s32)(next - READ_ONCE(*t_turn(id))) > 0)
		WRITE_ONCE(*t_turn(id), next);
}

/*
 * A task was taken from the queue, whose part of its layer's pieces is that of the tasks that wait in it: its next
 * turn is so many pieces later. What it had beyond that is forgotten, and of what it lacks all but two turns.
 */
__noinline u32 t_note_turn(u32 kind, u32 layer_nr, u32 where, u64 now)
{
	struct t_queue_id id = { .kind = kind, .layer = layer_nr, .domain = where, .cpu = where };
	struct t_ceiling *ceiling = t_ceiling(layer_nr);
	s32 nr = t_nr_waiting(id);
	u32 tasks = nr > 0 ? nr : 1;
	/* rounded up: who always lacks a little would go first for ever */
	u32 step = (READ_ONCE(ceiling->nr_tasks) * T_TURN + tasks - 1) / tasks;
	u32 taken = t_fetch_add(&ceiling->taken, T_TURN) + T_TURN;
	s32 lack = taken - READ_ONCE(*t_turn(id));

	if (lack < 0)
		lack = 0;
	if (lack > 2 * (s32)step)
		lack = 2 * step;
	WRITE_ONCE(*t_turn(id), taken - lack + step);
	WRITE_ONCE(ceiling->held_ns, now);
	return 0;
}

/* the layer is held, but not for long, and the queue's turn has come */
static __always_inline bool t_goes_first(struct t_queue_id id, u64 now)
{
	struct t_ceiling *ceiling = t_ceiling(id.layer);
	s32 ahead = READ_ONCE(*t_turn(id)) - READ_ONCE(ceiling->taken);

	if (!t_before(READ_ONCE(ceiling->paid_until_ns), now + T_CEILING_START_NS))
		return false;
	/* a turn later than a round of all tasks is one of times in which there were more */
	return ahead <= 0 || ahead > (s32)(READ_ONCE(ceiling->nr_tasks) * T_TURN);
}

/* unused time beyond the credit is lost; a loser of the race finds it done */
static __always_inline void t_limit_credit(struct t_ceiling *ceiling, u64 now)
{
	u64 paid = READ_ONCE(ceiling->paid_until_ns);

	if (t_before(paid, now - T_CEILING_CREDIT_NS))
		__sync_val_compare_and_swap(&ceiling->paid_until_ns, paid, now - T_CEILING_CREDIT_NS);
}

static __always_inline void t_begin_piece(const struct t_cfg *cfg, struct task_struct *p, u32 layer_nr,
					  u32 cpu, u64 wait_ns, u64 now)
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
	piece->inv = wait_ns < T_CEILING_WAIT_NS ? layer->ceiling_inv : 0;
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
	piece->until_ns = 0;
	if (!t_is_capped(cfg, layer_nr))
		return; /* not any more */
	ns = t_elapsed(piece->exec_ns, exec_ns);
	change = (ns * piece->inv >> T_CEILING_SHIFT) - piece->prepaid_ns;
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

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Who waits for too long goes to the front of its queue, and it is counted (nr_late). Queues are in the
 * order of virtual time, so a thread whose own lies far ahead (a high nice value) would wait for all
 * that come later and begin behind it, however many they are. At the front it may still wait for a CPU
 * that another layer has all the time: then the timer asks that CPU for it.
 */
#ifndef TEMPER_LATE_H
#define TEMPER_LATE_H

#include "observe.bpf.h"
#include "queue.bpf.h"

enum {
	T_LATE_LOOKS = 64,	/* tasks at the end of a queue */
	T_LATE_MOVES = 8,	/* of a queue at a time */
	T_ASK_LOOKS = 4,	/* tasks at its front, if there are so many */
	T_ASK_LOOK_PARTS = 16,	/* ... of many: a part of them */
	T_ASK_PARTS = 64,	/* one of them is asked for, and such a part: all of them in so many rounds */
	T_ASK_CROWD = 16384,	/* of so many at most */
	T_ASK_MOST = 8,		/* services that a CPU may owe a layer: it cannot give more in a round */
	SCX_DSQ_ITER_REV = 1 << 16, /* the same in each kernel */
};

extern bool scx_bpf_dsq_move_vtime(struct bpf_iter_scx_dsq *it, struct task_struct *p, u64 dsq_id,
				   u64 enq_flags) __weak __ksym; /* 6.13 */
extern void scx_bpf_dsq_move_set_vtime(struct bpf_iter_scx_dsq *it,
				       u64 vtime) __weak __ksym; /* 6.13 */
extern bool scx_bpf_dispatch_vtime_from_dsq(struct bpf_iter_scx_dsq *it, struct task_struct *p,
					    u64 dsq_id, u64 enq_flags) __weak __ksym; /* 6.12 */
extern void scx_bpf_dispatch_from_dsq_set_vtime(struct bpf_iter_scx_dsq *it,
						u64 vtime) __weak __ksym; /* 6.12 */

static __always_inline bool t_move_to(struct bpf_iter_scx_dsq *it, struct task_struct *p, u64 dsq_id,
				      u64 vtime)
{
	if (t_has(scx_bpf_dsq_move_vtime)) {
		scx_bpf_dsq_move_set_vtime(it, vtime);
		return scx_bpf_dsq_move_vtime(it, p, dsq_id, 0);
	}
	scx_bpf_dispatch_from_dsq_set_vtime(it, vtime);
	return scx_bpf_dispatch_vtime_from_dsq(it, p, dsq_id, 0);
}

static __always_inline bool t_waits_since(struct task_struct *p, u64 since)
{
	struct t_task *t = t_task(p);

	return t && t->flags & T_TASK_WAITING && t_before(t->runnable_ns, since);
}

/* it has waited for too long, and not at the front */
static __always_inline bool t_is_late(struct task_struct *p, u64 front, u64 since)
{
	return t_waits_since(p, since) && t_before(front, p->scx.dsq_vtime);
}

/* those of the last in the queue that are late; how many */
static __always_inline u32 t_move_late(u64 dsq_id, u64 front, u64 since)
{
	struct bpf_iter_scx_dsq it;
	struct task_struct *p;
	u32 nr_looks = t_unknown(0), nr_moved = t_unknown(0);

	bpf_rcu_read_lock();
	if (!bpf_iter_scx_dsq_new(&it, dsq_id, SCX_DSQ_ITER_REV)) {
		while ((p = bpf_iter_scx_dsq_next(&it)) && nr_looks < T_LATE_LOOKS &&
		       nr_moved < T_LATE_MOVES) {
			nr_looks = t_unknown(nr_looks + 1);
			if (t_is_late(p, front, since) && t_move_to(&it, p, dsq_id, front))
				nr_moved = t_unknown(nr_moved + 1);
		}
	}
	bpf_iter_scx_dsq_destroy(&it);
	bpf_rcu_read_unlock();
	return nr_moved;
}

/*
 * Brings forward who is late in the layer's queue of a domain, or of a CPU. Where pieces are short, first
 * come is first served as it is. Not static, see t_pick_layer().
 */
__noinline u32 t_bring_forward(u32 kind, u32 layer_nr, u32 where, u64 now)
{
	struct t_queue_id id = { .kind = kind, .layer = layer_nr, .domain = where, .cpu = where };
	struct t_cpu_stats *stats = t_stats(bpf_get_smp_processor_id());
	const struct t_cfg *cfg = t_config();
	const struct t_layer *layer;
	u32 nr;

	if (!cfg)
		return 0;
	layer = t_layer(cfg, layer_nr);
	if (t_short_piece(layer, layer_nr))
		return 0;
	nr = t_move_late(t_dsq_id(id), READ_ONCE(*t_task_vtime(id)) - 2 * layer->slice_ns,
			 now - cfg->max_wait_ns);
	if (stats)
		t_layer_stats(stats, layer_nr)->nr_late += nr;
	return 0;
}

/*
 * One of the allowed CPUs of the domain serves the layer's queue once more than its turns are. Returns how many
 * services it owes more than before. Not static, see t_pick_layer().
 */
__noinline u32 t_ask(u32 layer_nr, u32 domain, u64 allowed, u32 turn, u64 now)
{
	s32 cpu = t_serving_cpu(layer_nr, domain, allowed, turn);
	struct t_own_queue *own;
	struct t_cpu_state *c;

	if (cpu < 0)
		return 0;
	own = t_own_queue(cpu, layer_nr);
	c = t_cpu_state(cpu);
	WRITE_ONCE(c->asked_ns, now);
	if (!t_has_layer(READ_ONCE(c->asked), layer_nr))
		WRITE_ONCE(own->nr_asked, 1); /* what it owed before is out of date, or given */
	else if (READ_ONCE(own->nr_asked) < T_ASK_MOST)
		__sync_fetch_and_add(&own->nr_asked, 1);
	else
		return 0;
	t_fetch_or(&c->asked, t_layer_bit(layer_nr));
	scx_bpf_kick_cpu(cpu, 0);
	return 1;
}

/* so long one waits until it is asked for; where its ceiling held the layer lately all of it do */
static __always_inline u64 t_ask_wait(const struct t_cfg *cfg, u32 layer_nr, u64 now)
{
	return t_is_capped(cfg, layer_nr) && t_was_held(cfg, layer_nr, now) ? T_CEILING_WAIT_NS :
									     cfg->max_wait_ns >> 2;
}

static __always_inline u32 t_ask_crowd(u64 dsq_id)
{
	u32 nr = scx_bpf_dsq_nr_queued(dsq_id);

	return nr < T_ASK_CROWD ? nr : T_ASK_CROWD;
}

/*
 * Who may run on some CPUs only, and waits for long at the front of the layer's queue of the domain. A layer of a
 * higher rank may have just these CPUs, while other CPUs serve the queue with others all the time and the layer
 * gets there what it is owed: by the order of layers alone its turn would never come. Of a crowd so many are asked
 * for at a time that each has its turn before max_wait_ns. Not static, see t_pick_layer().
 */
__noinline u32 t_ask_for(u32 layer_nr, u32 domain, u64 now)
{
	u64 dsq_id = t_dsq_id(t_layer_queue(domain, layer_nr));
	const struct t_cfg *cfg = t_config();
	u32 nr = t_ask_crowd(dsq_id);
	/* counted down: limits that are no constants make one verifier (6.18) lose its way */
	u32 looks = t_unknown(T_ASK_LOOKS + nr / T_ASK_LOOK_PARTS);
	u32 asks = t_unknown(1 + nr / T_ASK_PARTS);
	struct bpf_iter_scx_dsq it;
	struct task_struct *p;
	u64 since;

	if (!cfg)
		return 0;
	since = now - t_ask_wait(cfg, layer_nr, now);
	bpf_rcu_read_lock();
	if (!bpf_iter_scx_dsq_new(&it, dsq_id, 0)) {
		while ((p = bpf_iter_scx_dsq_next(&it)) && looks && asks) {
			looks = t_unknown(looks - 1);
			if (!t_is_restricted(p) || !t_waits_since(p, since))
				continue;
			/* another CPU for each of them, and in the next round */
			asks -= t_ask(layer_nr, domain, t_allowed(p), (u32)(now >> 26) + looks, now) & 1;
			asks = t_unknown(asks);
		}
	}
	bpf_iter_scx_dsq_destroy(&it);
	bpf_rcu_read_unlock();
	return 0;
}

#endif /* TEMPER_LATE_H */

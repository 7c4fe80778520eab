/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The timer: is the loader alive, is a queue forgotten, does a test want something.
 */
#ifndef TEMPER_WATCH_H
#define TEMPER_WATCH_H

#include "run.bpf.h"
#include "late.bpf.h"
#include "hotplug.bpf.h"
#include "ceiling_timer.bpf.h"

struct t_timer {
	struct bpf_timer timer;
	u32 late_checks;	/* heartbeats missed in a row */
	u32 cursor;		/* next queue to look at */
	u32 suspect_plus_1;	/* the queue whose count looked wrong the last time */
	u64 due_ns;		/* when all but ceilings is to be looked at again */
	u64 fences_gen;		/* the configuration whose guests were freed last */
	u32 nr_hotplugs;	/* ... and what t_nr_hotplugs was */
	u32 nr_checks;		/* ... and how many checks ago */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct t_timer);
} timers SEC(".maps");

#define T_FOR_GOOD_NS (1ULL << 62)

enum {
	T_QUEUES_PER_CHECK = 1024, /* all of the largest node in seven seconds */
	T_FREE_CHECKS = 256,	/* so long after a change somebody may still come by the old state */
	T_LATE_QUEUES = 32,	/* ... unless in so many of them somebody waits */
	T_ERR_BUSY = -16,
	T_ERR_INVALID = -22,
};

static __always_inline void t_check_heartbeat(struct t_timer *timer)
{
	u64 timeout_ns = READ_ONCE(temper_shared.control.heartbeat_timeout_ns);
	u64 beat_ns = READ_ONCE(temper_shared.control.heartbeat_ns);

	if (!timeout_ns || t_elapsed(beat_ns, t_now()) <= timeout_ns) {
		timer->late_checks = 0;
		return;
	}
	/* a paused virtual machine makes one check late, not several */
	if (++timer->late_checks >= T_HEARTBEAT_LATE_CHECKS)
		t_exit(T_EXIT_HEARTBEAT, "heartbeat missed: the loader was silent too long");
}

static __always_inline void t_check_debug(void)
{
	u32 debug = READ_ONCE(temper_shared.control.debug);

	if (!temper_rodata.debug_enabled || debug == T_DEBUG_NONE)
		return;
	WRITE_ONCE(temper_shared.control.debug, T_DEBUG_NONE);
	if (debug == T_DEBUG_ERROR)
		t_error("debug error requested (%llu)", debug);
	else if (debug == T_DEBUG_STALL)
		WRITE_ONCE(t_stalled_layer_plus_1, temper_shared.control.debug_exit_code + 1);
	else if (debug == T_DEBUG_NO_MEMORY)
		WRITE_ONCE(t_without_memory, 1);
	else
		t_exit(temper_shared.control.debug_exit_code, "debug exit requested");
}

/* position in the list of all queues: layer queues of all domains, then those of the CPUs */
static __always_inline struct t_queue_id t_queue_at(u32 position)
{
	u32 nr_layer_queues = temper_rodata.nr_layer_queues;
	u32 nr = temper_rodata.nr_domains * nr_layer_queues;

	if (position < nr)
		return t_layer_queue(position / nr_layer_queues, position % nr_layer_queues);
	position -= nr;
	return (struct t_queue_id){ .kind = T_QUEUE_CPU,
				    .layer = position % nr_layer_queues,
				    .cpu = position / nr_layer_queues };
}

static __always_inline void t_count_rescue(u32 layer)
{
	struct t_cpu_stats *stats = t_stats(bpf_get_smp_processor_id());

	if (!stats)
		return;
	stats->nr_rescues++;
	t_layer_stats(stats, layer)->nr_rescues++;
}

/* while counts are not gone by, tasks that are not counted are no news */
static __always_inline bool t_looks_forgotten(struct t_queue_id id)
{
	return t_nr_waiting(id) <= 0 && !READ_ONCE(t_counts_broken) &&
	       scx_bpf_dsq_nr_queued(t_dsq_id(id)) > 0;
}

/* again, if it is over; who asked for more time meanwhile gets it */
static __always_inline void t_trust_counts(void)
{
	if (likely(!t_counts_broken) || t_before(t_now(), READ_ONCE(t_broken_until_ns)))
		return;
	t_exchange(&t_counts_broken, 0);
	if (t_before(t_now(), READ_ONCE(t_broken_until_ns)))
		WRITE_ONCE(t_counts_broken, 1);
}

/* once may be chance, the two numbers are not read at one time; a period later it is none */
static __always_inline void t_check_suspect(struct t_timer *timer)
{
	struct t_queue_id id;

	if (likely(!timer->suspect_plus_1))
		return;
	id = t_queue_at(timer->suspect_plus_1 - 1);
	timer->suspect_plus_1 = 0;
	if (!t_looks_forgotten(id))
		return;
	t_distrust_counts(T_FOR_GOOD_NS);
	t_count_rescue(id.layer);
}

/*
 * The counts cannot drift (see struct t_queue). Should one ever say "empty" of a queue that is
 * not, this finds it within seconds, says so, and has all CPUs look at the queues themselves.
 */
static __always_inline void t_check_counts(struct t_timer *timer)
{
	u32 nr_queues = (temper_rodata.nr_domains + temper_rodata.nr_cpus) *
			temper_rodata.nr_layer_queues;
	u32 nr_waiting = t_unknown(0);
	u64 now = t_now();
	int i;

	t_trust_counts();
	t_check_suspect(timer);
	bpf_for(i, 0, T_QUEUES_PER_CHECK) {
		struct t_queue_id id;

		if (i >= nr_queues || nr_waiting >= T_LATE_QUEUES)
			break;
		if (++timer->cursor >= nr_queues)
			timer->cursor = 0;
		id = t_queue_at(timer->cursor);
		if (t_looks_forgotten(id))
			timer->suspect_plus_1 = timer->cursor + 1;
		/* who waits for a CPU alone is its next anyway */
		if (t_nr_waiting(id) > (id.kind == T_QUEUE_CPU)) {
			nr_waiting = t_unknown(nr_waiting + 1);
			t_bring_forward(id.kind, id.layer, t_where(id), now);
		}
	}
}

/* all queues of domains where somebody waits, each time: a part of those who wait long is asked for in each round */
static __noinline void t_ask_for_all(u64 now)
{
	int domain, i;

	bpf_for(domain, 0, T_MAX_DOMAINS) {
		u64 layers;

		if (domain >= temper_rodata.nr_domains)
			break;
		layers = t_waiting_or_held(domain);
		bpf_for(i, 0, T_MAX_LAYERS) {
			if (!layers)
				break;
			t_ask_for(t_lowest_bit(layers), domain, now);
			layers &= layers - 1;
		}
	}
}

/* a domain whose CPUs are all idle or fenced has no tick that would do this */
static __always_inline void t_wake_domains(void)
{
	const struct t_cfg *cfg = t_config();
	int domain;

	/* also while they do not hold: a CPU behind one may sleep and have to serve everybody now */
	if (!cfg || !cfg->confined || t_none_is_idle())
		return;
	bpf_for(domain, 0, T_MAX_DOMAINS) {
		if (domain >= temper_rodata.nr_domains)
			break;
		if (t_waiting(domain))
			t_wake_missed(cfg, t_waiting(domain), domain);
	}
}

/*
 * At once, and then ever more seldom for half a minute: whoever saw the old state, perhaps on a virtual CPU
 * that its host has stopped, may send a task to its queue later. And as long as somebody is found.
 */
static __always_inline bool t_is_time_to_free(struct t_timer *timer, const struct t_cfg *cfg)
{
	u32 nr;

	if (timer->fences_gen != cfg->generation || timer->nr_hotplugs != READ_ONCE(t_nr_hotplugs)) {
		timer->fences_gen = cfg->generation;
		timer->nr_hotplugs = READ_ONCE(t_nr_hotplugs);
		timer->nr_checks = 0;
	}
	nr = timer->nr_checks;
	if (nr > T_FREE_CHECKS)
		return false;
	timer->nr_checks = nr + 1;
	return !(nr & (nr - 1)); /* 0 and the powers of two */
}

/* not a part of t_check_all(): the stacks of all functions on the way down may have 512 bytes together */
static __noinline void t_check_guests(struct t_timer *timer)
{
	const struct t_cfg *cfg;

	bpf_rcu_read_lock();
	cfg = t_config();
	if (cfg && (cfg->confined || READ_ONCE(t_nr_leaving))) {
		t_check_fences();
		if (t_is_time_to_free(timer, cfg) && t_free_all_guests(cfg))
			timer->nr_checks = 0;
	}
	bpf_rcu_read_unlock();
}

static __noinline void t_check_all(struct t_timer *timer)
{
	timer->due_ns = t_now() + T_TIMER_PERIOD_NS;
	t_check_debug();
	t_check_heartbeat(timer);
	t_check_counts(timer);
	t_ask_for_all(t_now());
	t_kick_leaving();
	bpf_rcu_read_lock();
	t_wake_domains();
	bpf_rcu_read_unlock();
}

static int t_on_timer(void *map, u32 *key, struct t_timer *timer)
{
	u64 period_ns;

	if (READ_ONCE(temper_shared.exit_info.kind))
		return 0;
	if (!t_before(t_now(), timer->due_ns)) {
		t_check_guests(timer);
		t_check_all(timer);
	}
	bpf_rcu_read_lock();
	period_ns = t_tend_ceilings(t_config(), t_now());
	bpf_rcu_read_unlock();
	bpf_timer_start(&timer->timer, period_ns, 0);
	return 0;
}

static __always_inline s32 t_start_timer(void)
{
	u32 zero = 0;
	struct t_timer *timer = bpf_map_lookup_elem(&timers, &zero);
	s32 err;

	if (!timer)
		return T_ERR_INVALID;
	err = bpf_timer_init(&timer->timer, &timers, CLOCK_MONOTONIC);
	/* attached a second time: the timer is there already */
	if (!err || err == T_ERR_BUSY)
		err = bpf_timer_set_callback(&timer->timer, t_on_timer);
	if (!err)
		err = bpf_timer_start(&timer->timer, T_TIMER_PERIOD_NS, 0);
	return err;
}

#endif /* TEMPER_WATCH_H */

/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The timer: is the loader alive, is a queue forgotten, does a test want something.
 */
#ifndef TEMPER_WATCH_H
#define TEMPER_WATCH_H

#include "run.bpf.h"
#include "hotplug.bpf.h"

struct t_timer {
	struct bpf_timer timer;
	u32 late_checks;	/* heartbeats missed in a row */
	u32 cursor;		/* next queue to look at */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct t_timer);
} timers SEC(".maps");

enum {
	T_QUEUES_PER_CHECK = 64,
	T_ERR_BUSY = -16,
	T_ERR_INVALID = -22,
};

static __always_inline void t_check_heartbeat(struct t_timer *timer)
{
	u64 timeout_ns = READ_ONCE(temper_shared.control.heartbeat_timeout_ns);
	u64 beat_ns = READ_ONCE(temper_shared.control.heartbeat_ns);

	if (!timeout_ns || t_elapsed(beat_ns, bpf_ktime_get_ns()) <= timeout_ns) {
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
	else
		t_exit(temper_shared.control.debug_exit_code, "debug exit requested");
}

/* position in the list of all queues: layer queues of all domains, then those of the CPUs */
static __always_inline struct t_queue_id t_queue_at(u32 position)
{
	u32 nr_layer_queues = temper_rodata.nr_layer_queues;
	u32 nr = temper_rodata.nr_domains * nr_layer_queues;

	if (position < nr)
		return (struct t_queue_id){ .kind = T_QUEUE_LAYER,
					    .sub = position % nr_layer_queues,
					    .where = position / nr_layer_queues };
	position -= nr;
	return (struct t_queue_id){ .kind = T_QUEUE_CPU,
				    .sub = position % T_NR_CLASSES,
				    .where = position / T_NR_CLASSES };
}

static __always_inline void t_count_rescue(struct t_queue_id id)
{
	struct t_cpu_stats *stats = t_stats(bpf_get_smp_processor_id());

	if (!stats)
		return;
	stats->nr_rescues++;
	if (id.kind == T_QUEUE_LAYER)
		t_layer_stats(stats, id.sub)->nr_rescues++;
}

/*
 * The counts cannot drift (see struct t_queue). Should one ever say "empty" of a queue that is
 * not, this finds it within seconds, says so, and has all CPUs look at the queues themselves.
 */
static __always_inline void t_check_counts(struct t_timer *timer)
{
	u32 nr_queues = temper_rodata.nr_domains * temper_rodata.nr_layer_queues +
			temper_rodata.nr_cpus * T_NR_CLASSES;
	int i;

	bpf_for(i, 0, T_QUEUES_PER_CHECK) {
		struct t_queue_id id;

		if (i >= nr_queues)
			break;
		if (++timer->cursor >= nr_queues)
			timer->cursor = 0;
		id = t_queue_at(timer->cursor);
		if (READ_ONCE(t_queue(id)->nr) > 0 || scx_bpf_dsq_nr_queued(t_dsq_id(id)) <= 0)
			continue;
		/* raised before a task becomes visible, lowered after it left: look again */
		if (READ_ONCE(t_queue(id)->nr) > 0)
			continue;
		t_counts_broken = 1;
		t_count_rescue(id);
	}
}

/* a domain whose CPUs are all idle or fenced has no tick that would do this */
static __always_inline void t_wake_domains(void)
{
	const struct t_cfg *cfg = t_config();
	int domain;

	if (!cfg || !t_has_fences(cfg) || t_none_is_idle())
		return;
	bpf_for(domain, 0, T_MAX_DOMAINS) {
		if (domain >= temper_rodata.nr_domains)
			break;
		if (t_waiting(domain))
			t_wake_missed(cfg, t_waiting(domain),
				      t_lowest_bit(cfg->domains[domain & (T_MAX_DOMAINS - 1)].cpus[0]));
	}
}

static int t_on_timer(void *map, u32 *key, struct t_timer *timer)
{
	if (READ_ONCE(temper_shared.exit_info.kind))
		return 0;
	t_check_debug();
	t_check_heartbeat(timer);
	t_check_counts(timer);
	t_kick_leaving();
	bpf_rcu_read_lock();
	t_wake_domains();
	bpf_rcu_read_unlock();
	bpf_timer_start(&timer->timer, T_TIMER_PERIOD_NS, 0);
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

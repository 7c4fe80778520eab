/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One object for every kernel from 6.12.10 on.
 *
 * Kernel functions were renamed and got other signatures over time. Each generation is declared
 * here as a weak symbol of its own; libbpf strips the last ___suffix before it looks the name up
 * and leaves the address zero when the kernel has no function of that name and prototype. The
 * branch not taken is then dead code for the verifier, so these tests cost nothing at run time.
 * A kernel name that itself ends in ___v2 therefore needs one suffix more.
 */
#ifndef TEMPER_COMPAT_H
#define TEMPER_COMPAT_H

#include "kernel_types.bpf.h"

#define t_has(fn) (!!(fn))

/* ---- the same since 6.12 ------------------------------------------------------------------ */

extern s32 scx_bpf_create_dsq(u64 dsq_id, s32 node) __ksym;
extern s32 scx_bpf_dsq_nr_queued(u64 dsq_id) __ksym;
extern void scx_bpf_kick_cpu(s32 cpu, u64 flags) __ksym;
extern s32 scx_bpf_select_cpu_dfl(struct task_struct *p, s32 prev_cpu, u64 wake_flags,
				  bool *is_idle) __ksym;
extern bool scx_bpf_test_and_clear_cpu_idle(s32 cpu) __ksym;
extern s32 scx_bpf_pick_idle_cpu(const struct cpumask *allowed, u64 flags) __ksym;
extern const struct cpumask *scx_bpf_get_idle_cpumask(void) __ksym;
extern const struct cpumask *scx_bpf_get_idle_smtmask(void) __ksym;
extern void scx_bpf_put_idle_cpumask(const struct cpumask *mask) __ksym;
extern const struct cpumask *scx_bpf_get_online_cpumask(void) __ksym;
extern void scx_bpf_put_cpumask(const struct cpumask *mask) __ksym;
extern s32 scx_bpf_task_cpu(const struct task_struct *p) __ksym;
extern void scx_bpf_exit_bstr(s64 code, char *fmt, unsigned long long *data, u32 size) __ksym;
extern void scx_bpf_error_bstr(char *fmt, unsigned long long *data, u32 size) __ksym;
extern void scx_bpf_dump_bstr(char *fmt, unsigned long long *data, u32 size) __ksym;
extern bool bpf_cpumask_empty(const struct cpumask *mask) __ksym;
extern bool bpf_cpumask_test_cpu(u32 cpu, const struct cpumask *mask) __ksym;

/* ---- insert into a queue, first in first out ---------------------------------------------- */

extern bool scx_bpf_dsq_insert___v2___t(struct task_struct *p, u64 dsq_id, u64 slice_ns,
					u64 enq_flags) __weak __ksym; /* 6.19 */
extern bool scx_bpf_dsq_insert___b(struct task_struct *p, u64 dsq_id, u64 slice_ns,
				   u64 enq_flags) __weak __ksym; /* announced */
extern void scx_bpf_dsq_insert___a(struct task_struct *p, u64 dsq_id, u64 slice_ns,
				   u64 enq_flags) __weak __ksym; /* 6.13 */
extern void scx_bpf_dispatch___o(struct task_struct *p, u64 dsq_id, u64 slice_ns,
				 u64 enq_flags) __weak __ksym; /* 6.12 */

static __always_inline void t_insert(struct task_struct *p, u64 dsq_id, u64 slice_ns,
				     u64 enq_flags)
{
	if (t_has(scx_bpf_dsq_insert___v2___t))
		scx_bpf_dsq_insert___v2___t(p, dsq_id, slice_ns, enq_flags);
	else if (t_has(scx_bpf_dsq_insert___b))
		scx_bpf_dsq_insert___b(p, dsq_id, slice_ns, enq_flags);
	else if (t_has(scx_bpf_dsq_insert___a))
		scx_bpf_dsq_insert___a(p, dsq_id, slice_ns, enq_flags);
	else
		scx_bpf_dispatch___o(p, dsq_id, slice_ns, enq_flags);
}

/* ---- insert into a queue, by virtual time ------------------------------------------------- */

struct scx_bpf_dsq_insert_vtime_args {
	u64 dsq_id;
	u64 slice;
	u64 vtime;
	u64 enq_flags;
};

extern bool __scx_bpf_dsq_insert_vtime(struct task_struct *p,
				       struct scx_bpf_dsq_insert_vtime_args *args)
	__weak __ksym; /* 6.19 */
extern void scx_bpf_dsq_insert_vtime___a(struct task_struct *p, u64 dsq_id, u64 slice_ns,
					 u64 vtime, u64 enq_flags) __weak __ksym; /* 6.13 */
extern void scx_bpf_dispatch_vtime___o(struct task_struct *p, u64 dsq_id, u64 slice_ns,
				       u64 vtime, u64 enq_flags) __weak __ksym; /* 6.12 */

static __always_inline void t_insert_vtime(struct task_struct *p, u64 dsq_id, u64 slice_ns,
					   u64 vtime, u64 enq_flags)
{
	if (t_has(__scx_bpf_dsq_insert_vtime)) {
		struct scx_bpf_dsq_insert_vtime_args args = {
			.dsq_id = dsq_id,
			.slice = slice_ns,
			.vtime = vtime,
			.enq_flags = enq_flags,
		};

		__scx_bpf_dsq_insert_vtime(p, &args);
	} else if (t_has(scx_bpf_dsq_insert_vtime___a)) {
		scx_bpf_dsq_insert_vtime___a(p, dsq_id, slice_ns, vtime, enq_flags);
	} else {
		scx_bpf_dispatch_vtime___o(p, dsq_id, slice_ns, vtime, enq_flags);
	}
}

/* ---- take the first task of a queue that may run here ------------------------------------- */

extern bool scx_bpf_dsq_move_to_local___v2___t(u64 dsq_id, u64 enq_flags) __weak __ksym; /* 7.1 */
extern bool scx_bpf_dsq_move_to_local___b(u64 dsq_id, u64 enq_flags) __weak __ksym; /* announced */
extern bool scx_bpf_dsq_move_to_local___a(u64 dsq_id) __weak __ksym; /* 6.13 */
extern bool scx_bpf_consume___o(u64 dsq_id) __weak __ksym; /* 6.12 */

static __always_inline bool t_move_to_local(u64 dsq_id)
{
	if (t_has(scx_bpf_dsq_move_to_local___v2___t))
		return scx_bpf_dsq_move_to_local___v2___t(dsq_id, 0);
	if (t_has(scx_bpf_dsq_move_to_local___b))
		return scx_bpf_dsq_move_to_local___b(dsq_id, 0);
	if (t_has(scx_bpf_dsq_move_to_local___a))
		return scx_bpf_dsq_move_to_local___a(dsq_id);
	return scx_bpf_consume___o(dsq_id);
}

/* ---- look into a queue -------------------------------------------------------------------- */

/* as large as the kernel's or larger: it is filled in there */
struct bpf_iter_scx_dsq {
	u64 opaque[8];
} __attribute__((aligned(8)));

extern int bpf_iter_scx_dsq_new(struct bpf_iter_scx_dsq *it, u64 dsq_id, u64 flags) __ksym;
extern struct task_struct *bpf_iter_scx_dsq_next(struct bpf_iter_scx_dsq *it) __ksym;
extern void bpf_iter_scx_dsq_destroy(struct bpf_iter_scx_dsq *it) __ksym;

/* ---- a running task's slice --------------------------------------------------------------- */

extern bool scx_bpf_task_set_slice(struct task_struct *p, u64 slice_ns) __weak __ksym; /* 6.19 */

static __always_inline void t_set_slice(struct task_struct *p, u64 slice_ns)
{
	if (t_has(scx_bpf_task_set_slice))
		scx_bpf_task_set_slice(p, slice_ns);
	else
		p->scx.slice = slice_ns;
}

/* ---- a field ------------------------------------------------------------------------------ */

/* whether this kernel has it: libbpf puts the answer in; 2 = BPF_FIELD_EXISTS */
#define t_field_exists(field) __builtin_preserve_field_info(field, 2)

/* ---- the clock ---------------------------------------------------------------------------- */

/*
 * CLOCK_MONOTONIC; not scx_bpf_now(), which may stand still while a CPU is idle (decision 0022). May step
 * back a little between CPUs: never subtract without t_elapsed().
 */
static __always_inline u64 t_now(void)
{
	return bpf_ktime_get_ns();
}

static __always_inline u64 t_elapsed(u64 since, u64 now)
{
	return (s64)(now - since) > 0 ? now - since : 0;
}

/* ---- words for people: the kernel wants the format in writable memory --------------------- */

#define t_exit(code, text)                                            \
	({                                                            \
		char __fmt[] = text;                                  \
		unsigned long long __arg = 0;                         \
		scx_bpf_exit_bstr(code, __fmt, &__arg, sizeof(__arg)); \
	})

#define t_error(text, arg)                                       \
	({                                                       \
		char __fmt[] = text;                             \
		unsigned long long __arg = (arg);                \
		scx_bpf_error_bstr(__fmt, &__arg, sizeof(__arg)); \
	})

#define t_dump(text, args...)                                       \
	({                                                          \
		char __fmt[] = text;                                \
		unsigned long long __args[] = { args };             \
		scx_bpf_dump_bstr(__fmt, __args, sizeof(__args));   \
	})

#endif /* TEMPER_COMPAT_H */

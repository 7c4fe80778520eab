/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel types we touch, and of those only the members we touch.
 *
 * libbpf moves every access to where the running kernel keeps the member (CO-RE), and takes every
 * enumerator's value from the running kernel's BTF: the numbers below are never used, some of them
 * changed between releases (SCX_ENQ_HEAD). Local enum and struct flavours end in ___t.
 */
#ifndef TEMPER_KERNEL_TYPES_H
#define TEMPER_KERNEL_TYPES_H

#include "bpf_base.bpf.h"

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct cpumask {
	unsigned long bits[1];
};

struct kernfs_node {
	u64 id;
};

struct cgroup_subsys_state {
	struct cgroup_subsys_state *parent;
};

struct cgroup {
	struct cgroup_subsys_state self;
	struct kernfs_node *kn;
};

struct css_set {
	struct cgroup *dfl_cgrp;
};

struct sched_entity {
	u64 sum_exec_runtime;
};

struct sched_ext_entity {
	u32 flags;
	u32 weight;
	u64 slice;
	u64 dsq_vtime;
};

struct task_struct {
	unsigned int flags;
	int static_prio;
	struct sched_entity se;
	struct sched_ext_entity scx;
	int nr_cpus_allowed;
	const struct cpumask *cpus_ptr;
	struct cpumask cpus_mask;
	int pid;
	char comm[16];
	int rcu_read_lock_nesting;	/* only where readers can be preempted */
	struct css_set *cgroups;
};

enum scx_exit_kind {
	SCX_EXIT_NONE,
};

struct scx_exit_info {
	enum scx_exit_kind kind;
	s64 exit_code;
	const char *reason;
	char *msg;
	char *dump;
};

#pragma clang attribute pop

/* only ever used behind a pointer */
struct scx_init_task_args;
struct scx_exit_task_args;
struct scx_dump_ctx;

/* task_struct.flags: part of what user space sees in /proc/PID/stat, stable */
enum {
	PF_EXITING = 0x00000004,
	PF_KTHREAD = 0x00200000,
};

enum {
	NICE_0_PRIO = 120,	/* task_struct.static_prio of nice 0 */
};

/* enumerators: declared to be relocated, see above */
enum scx_enq_flags___t {
	SCX_ENQ_WAKEUP___t,
	SCX_ENQ_HEAD___t,
	SCX_ENQ_PREEMPT___t,
	SCX_ENQ_LAST___t,
};

enum scx_dsq_id_flags___t {
	SCX_DSQ_LOCAL___t,
	SCX_DSQ_GLOBAL___t,
};

enum scx_kick_flags___t {
	SCX_KICK_IDLE___t,
	SCX_KICK_PREEMPT___t,
};

enum scx_ent_flags___t {
	SCX_TASK_QUEUED___t,
};

#define T_ENUM(type, name) \
	((u64)__builtin_preserve_enum_value(*(__typeof__(enum type##___t) *)name##___t, 1))

#define SCX_ENQ_WAKEUP T_ENUM(scx_enq_flags, SCX_ENQ_WAKEUP)
#define SCX_ENQ_HEAD T_ENUM(scx_enq_flags, SCX_ENQ_HEAD)
#define SCX_ENQ_PREEMPT T_ENUM(scx_enq_flags, SCX_ENQ_PREEMPT)
#define SCX_ENQ_LAST T_ENUM(scx_enq_flags, SCX_ENQ_LAST)
#define SCX_DSQ_LOCAL T_ENUM(scx_dsq_id_flags, SCX_DSQ_LOCAL)
#define SCX_DSQ_GLOBAL T_ENUM(scx_dsq_id_flags, SCX_DSQ_GLOBAL)
#define SCX_KICK_IDLE T_ENUM(scx_kick_flags, SCX_KICK_IDLE)
#define SCX_KICK_PREEMPT T_ENUM(scx_kick_flags, SCX_KICK_PREEMPT)
#define SCX_TASK_QUEUED T_ENUM(scx_ent_flags, SCX_TASK_QUEUED)

/*
 * The callbacks we implement; all of them exist since 6.12. libbpf matches members by name, so the
 * kernel's order and its other members do not matter.
 */
struct sched_ext_ops {
	s32 (*select_cpu)(struct task_struct *p, s32 prev_cpu, u64 wake_flags);
	void (*enqueue)(struct task_struct *p, u64 enq_flags);
	void (*dispatch)(s32 cpu, struct task_struct *prev);
	void (*tick)(struct task_struct *p);
	void (*running)(struct task_struct *p);
	void (*stopping)(struct task_struct *p, bool runnable);
	void (*disable)(struct task_struct *p);
	s32 (*init_task)(struct task_struct *p, struct scx_init_task_args *args);
	void (*exit_task)(struct task_struct *p, struct scx_exit_task_args *args);
	void (*cpu_online)(s32 cpu);
	void (*cpu_offline)(s32 cpu);
	s32 (*init)(void);
	void (*exit)(struct scx_exit_info *info);
	void (*dump)(struct scx_dump_ctx *ctx);
	u64 flags;
	u32 timeout_ms;
	u32 exit_dump_len;
	u64 hotplug_seq;
	char name[128];
};

/* a struct_ops program gets the callback's arguments as an array of 64-bit words */
#define T_OPS(name) SEC("struct_ops/" #name)
#define T_OPS_SLEEPABLE(name) SEC("struct_ops.s/" #name)
#define T_TASK_ARG(ctx, i) ((struct task_struct *)(ctx)[i])

#endif /* TEMPER_KERNEL_TYPES_H */

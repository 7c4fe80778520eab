// SPDX-License-Identifier: GPL-2.0
/*
 * Names every type of the contract once, so that the compiler writes all of them to BTF, from
 * which abi.properties is made. Compiled for that alone: it is no part of the scheduler's object.
 */
#include "temper_abi.h"
#include "bpf_base.bpf.h"
#include "kernel_types.bpf.h"

enum t_limits abi_limits;
enum t_layer_kind abi_layer_kind;
enum t_layer_flags abi_layer_flags;
enum t_cpu_flags abi_cpu_flags;
enum t_exit_code abi_exit_code;
enum t_debug abi_debug;
enum t_times abi_times;
enum t_move abi_move;

struct t_layer abi_layer;
struct t_cpu abi_cpu;
struct t_cfg abi_cfg;
struct t_member abi_member;
struct t_thread_note abi_thread_note;
struct t_rodata abi_rodata;
struct t_control abi_control;
struct t_exit_info abi_exit_info;
struct t_shared abi_shared;
struct t_layer_stats abi_layer_stats;
struct t_cpu_stats abi_cpu_stats;
struct t_delay abi_delay;
struct t_watched abi_watched;

struct sched_ext_ops abi_ops;

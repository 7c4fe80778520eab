/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The little of the BPF language that we use: sections, map declarations, helper numbers.
 *
 * Our own instead of libbpf's and the kernel's user headers, so that the object depends on clang
 * alone and comes out byte for byte the same on every machine.
 */
#ifndef TEMPER_BPF_BASE_H
#define TEMPER_BPF_BASE_H

#include "temper_abi.h"

typedef t_u8 u8;
typedef t_u16 u16;
typedef t_u32 u32;
typedef t_u64 u64;
typedef int s32;
typedef t_s64 s64;
typedef _Bool bool;
#define true 1
#define false 0
#define NULL ((void *)0)

#define SEC(name) __attribute__((section(name), used))
#define __ksym __attribute__((section(".ksyms")))
#define __weak __attribute__((weak))
#define __always_inline inline __attribute__((always_inline))
#define __noinline __attribute__((noinline))
#define __hidden __attribute__((visibility("hidden")))
#define __cacheline __attribute__((aligned(64)))
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

/* map definitions are written down as types in BTF */
#define __uint(name, val) int (*name)[val]
#define __type(name, val) __typeof__(val) *name
#define __array(name, val) __typeof__(val) *name[]

enum {
	BPF_MAP_TYPE_HASH = 1,
	BPF_MAP_TYPE_ARRAY = 2,
	BPF_MAP_TYPE_ARRAY_OF_MAPS = 12,
	BPF_MAP_TYPE_TASK_STORAGE = 29,

	BPF_F_NO_PREALLOC = 1,
	BPF_F_RDONLY_PROG = 1 << 7,
	BPF_F_MMAPABLE = 1 << 10,

	BPF_LOCAL_STORAGE_GET_F_CREATE = 1,

	CLOCK_MONOTONIC = 1,
};

/* the kernel knows timers by this name and size */
struct bpf_timer {
	u64 opaque[2];
} __attribute__((aligned(8)));

struct task_struct;

static void *(*const bpf_map_lookup_elem)(void *map, const void *key) = (void *)1;
static u64 (*const bpf_ktime_get_ns)(void) = (void *)5;
static u32 (*const bpf_get_smp_processor_id)(void) = (void *)8;
static u64 (*const bpf_get_current_task)(void) = (void *)35;
static long (*const bpf_probe_read_kernel)(void *dst, u32 size, const void *src) = (void *)113;
static long (*const bpf_probe_read_kernel_str)(void *dst, u32 size, const void *src) = (void *)115;
static void *(*const bpf_task_storage_get)(void *map, struct task_struct *p, void *value,
					   u64 flags) = (void *)156;
static long (*const bpf_timer_init)(struct bpf_timer *timer, void *map, u64 flags) = (void *)169;
static long (*const bpf_timer_set_callback)(struct bpf_timer *timer, void *cb) = (void *)170;
static long (*const bpf_timer_start)(struct bpf_timer *timer, u64 ns, u64 flags) = (void *)171;

/* a loop the verifier follows by its bounds and not by unrolling (kfuncs since 6.4) */
struct bpf_iter_num {
	u64 opaque;
} __attribute__((aligned(8)));

extern int bpf_iter_num_new(struct bpf_iter_num *it, int start, int end) __weak __ksym;
extern int *bpf_iter_num_next(struct bpf_iter_num *it) __weak __ksym;
extern void bpf_iter_num_destroy(struct bpf_iter_num *it) __weak __ksym;

#define bpf_for(i, start, end)                                                             \
	for (struct bpf_iter_num __it __attribute__((aligned(8),                           \
						     cleanup(bpf_iter_num_destroy))),      \
	     *__unused_it __attribute__((unused)) = (bpf_iter_num_new(&__it, start, end),  \
						     (void)bpf_iter_num_destroy, NULL);    \
	     ({                                                                            \
		     int *__next = bpf_iter_num_next(&__it);                               \
		     __next ? ((i) = *__next, 1) : 0;                                      \
	     });)

extern void bpf_rcu_read_lock(void) __weak __ksym;
extern void bpf_rcu_read_unlock(void) __weak __ksym;

/* plain words shared between CPUs: one load or store each, never torn or repeated */
#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, val) (*(volatile __typeof__(x) *)&(x) = (val))

/* atomics that return the old value are full barriers everywhere; asking for it keeps them so */
#define t_fetch_add(ptr, val)                                  \
	({                                                     \
		__typeof__(*(ptr)) __old = __sync_fetch_and_add(ptr, val); \
		asm volatile("" ::"r"(__old));                 \
		__old;                                         \
	})
#define t_exchange(ptr, val)                                   \
	({                                                     \
		__typeof__(*(ptr)) __old = __sync_lock_test_and_set(ptr, val); \
		asm volatile("" ::"r"(__old));                 \
		__old;                                         \
	})
#define t_fetch_or(ptr, val)                                   \
	({                                                     \
		__typeof__(*(ptr)) __old = __sync_fetch_and_or(ptr, val); \
		asm volatile("" ::"r"(__old));                 \
		__old;                                         \
	})
#define t_fetch_and(ptr, val)                                  \
	({                                                     \
		__typeof__(*(ptr)) __old = __sync_fetch_and_and(ptr, val); \
		asm volatile("" ::"r"(__old));                 \
		__old;                                         \
	})

/*
 * An index below a power of two, in a way that the compiler cannot move or drop: the verifier wants
 * to see the mask where the index is used.
 */
static __always_inline u64 t_index(u64 index, u64 size)
{
	asm volatile("" : "+r"(index));
	return index & (size - 1);
}

/*
 * Number of the lowest set bit. The compiler makes it a look-up in a table whose content it knows
 * and the verifier does not: the barrier keeps it from dropping the mask as needless.
 */
static __always_inline u32 t_lowest_bit(u64 word)
{
	u32 bit = __builtin_ctzll(word);

	asm volatile("" : "+r"(bit));
	return bit & 63;
}

/* virtual times wrap: compare by difference */
static __always_inline bool t_before(u64 a, u64 b)
{
	return (s64)(a - b) < 0;
}

#endif /* TEMPER_BPF_BASE_H */

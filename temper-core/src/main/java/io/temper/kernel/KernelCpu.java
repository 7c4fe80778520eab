package io.temper.kernel;

/**
 * One online CPU in numbers.
 *
 * @param id the kernel's number of the CPU
 * @param domain the index of its last-level cache, from 0
 * @param sibling another CPU of the same physical core; the CPU itself if it is alone
 */
public record KernelCpu(int id, int domain, int sibling) {}

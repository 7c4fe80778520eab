/**
 * Stage 1 of 7, beside {@code workload}. Describes the machine: sockets, NUMA nodes, last-level
 * caches, cores and their SMT siblings. In: nothing of Temper; a reader of {@code /sys} fills it. Out:
 * {@link io.temper.node.NodeTopology} and {@link io.temper.node.CpuSet}, read by {@code plan} and
 * {@code kernel}. Pure.
 */
@NullMarked
@StableApi
package io.temper.node;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;

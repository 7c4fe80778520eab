/**
 * Before stage 1 of 7. Turns the allocations of a Nomad client into workloads, one for each task. In: what
 * Nomad's HTTP API answers ({@link io.temper.nomad.AllocationReader}, {@link io.temper.nomad.NodeReader}).
 * Out: {@code workload} values ({@link io.temper.nomad.NomadTask#workload}).
 *
 * <p>What is read of an allocation, and how: {@code docs/nomad.md}.
 */
@NullMarked
@EvolvingApi
package io.temper.nomad;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;

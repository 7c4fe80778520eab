/**
 * Stage 3 of 7. Turns workloads and their tiers into layers: who owns which CPUs, who shares by which
 * weight, who may preempt whom. In: {@code workload}, {@code tier}, {@code profile}, {@code node}. Out: {@link
 * io.temper.plan.EnforcementPlan}, read by {@code kernel}, with a {@link io.temper.plan.Decision} for
 * everything that a user might not expect. Pure.
 *
 * <p>{@link io.temper.plan.TierPlanner} is the entry point.
 */
@NullMarked
@StableApi
package io.temper.plan;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;

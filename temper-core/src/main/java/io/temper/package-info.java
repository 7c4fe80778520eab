/**
 * The root of what all stages share: the exception type and the marks of the public interface.
 *
 * <p><img src="doc-files/pipeline.svg" alt="Workloads become tiers and thread profiles; with the machine these
 * become a plan; the plan becomes a kernel configuration; what the kernel did is observed, linted and
 * rightsized.">
 *
 * <p>Each package is a stage, and data flows one way: {@code workload} and {@code node}, {@code tier} and
 * {@code profile}, {@code plan}, {@code kernel}, {@code observe}, then {@code lint} and {@code rightsize}.
 * Begin with {@link io.temper.plan.TierPlanner}. What is promised: {@link io.temper.StableApi}.
 */
@NullMarked
@StableApi
package io.temper;

import org.jspecify.annotations.NullMarked;

/**
 * Stage 1 of 7. Describes what runs on a node: pods, allocations or services with their priority,
 * requests and control group. In: nothing of Temper; an adapter maps the orchestrator's objects. Out:
 * {@link io.temper.workload.WorkloadSet}, read by {@code tier} and {@code plan}. Pure.
 */
@NullMarked
@StableApi
package io.temper.workload;

import io.temper.StableApi;
import org.jspecify.annotations.NullMarked;

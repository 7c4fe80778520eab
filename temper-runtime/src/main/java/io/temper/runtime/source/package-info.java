/**
 * Beside stage 1 of 7. Workloads of a host that no orchestrator manages: rules that a person wrote,
 * applied to the control groups that are there. In: {@link io.temper.workload.WorkloadRule}s and a
 * function that lists groups. Out: an {@link io.temper.spi.WorkloadSource}. Sees neither files nor
 * formats.
 */
@NullMarked
@EvolvingApi
package io.temper.runtime.source;

import io.temper.EvolvingApi;
import org.jspecify.annotations.NullMarked;

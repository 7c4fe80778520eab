package io.temper.agent.report.plan;

import io.temper.workload.WorkloadId;

/**
 * A pod that no node runs, so that no plan has it.
 *
 * @param id the pod
 * @param phase where it is in its life, as Kubernetes names it: {@code Pending}, {@code Succeeded}
 */
public record UnplacedPod(WorkloadId id, String phase) {}

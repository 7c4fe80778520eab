package io.temper.agent.daemon.port;

import org.jspecify.annotations.Nullable;

/**
 * What an agent works with.
 *
 * @param workloads what runs
 * @param plan how it is planned
 * @param host on which machine
 * @param process in which process
 * @param orchestrator who places the workloads; null if nobody does
 */
public record AgentPorts(
    WorkloadPorts workloads,
    PlanPorts plan,
    HostPorts host,
    ProcessPorts process,
    @Nullable Orchestrator orchestrator) {

  /**
   * Makes the ports of an agent on a host that no orchestrator manages.
   *
   * @param workloads what runs
   * @param plan how it is planned
   * @param host on which machine
   * @param process in which process
   */
  public AgentPorts(WorkloadPorts workloads, PlanPorts plan, HostPorts host, ProcessPorts process) {
    this(workloads, plan, host, process, null);
  }
}

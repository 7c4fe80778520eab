package io.temper.agent.daemon;

/**
 * What an agent works with.
 *
 * @param workloads what runs
 * @param plan how it is planned
 * @param host on which machine
 * @param process in which process
 */
public record AgentPorts(
    WorkloadPorts workloads, PlanPorts plan, HostPorts host, ProcessPorts process) {}

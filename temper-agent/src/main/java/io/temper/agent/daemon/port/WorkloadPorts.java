package io.temper.agent.daemon.port;

import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.thread.Bell;
import io.temper.workload.WorkloadRule;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where an agent hears of workloads.
 *
 * @param read reads what runs, with its control groups
 * @param bell rings when {@code read} may read something new
 * @param rules gives the rules of the workload file as they were read last; never waits
 */
public record WorkloadPorts(
    Supplier<NodeWorkloads> read, Bell bell, Supplier<List<WorkloadRule>> rules) {}

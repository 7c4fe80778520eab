package io.temper.agent.daemon;

import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.clock.Ticker;
import io.temper.spi.ProbeResult.Finding;
import io.temper.spi.SchedulerBackend;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an agent works with.
 *
 * @param planner makes the plans
 * @param backend puts the scheduler in charge
 * @param workloads reads what runs, with its control groups
 * @param topology reads the machine
 * @param objections reads why nothing may be enforced although it could be
 * @param ticker the clocks
 * @param endTheProcess ends the process at once, without running anything more
 */
public record AgentPorts(
    TierPlanner planner,
    SchedulerBackend backend,
    Supplier<NodeWorkloads> workloads,
    Supplier<NodeTopology> topology,
    Supplier<List<Finding>> objections,
    Ticker ticker,
    Runnable endTheProcess) {}

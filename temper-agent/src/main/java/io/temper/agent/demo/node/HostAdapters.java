package io.temper.agent.demo.node;

import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.spi.CgroupResolver;
import io.temper.spi.SchedulerBackend;

/**
 * The host, as adapters.
 *
 * @param cgroups the cgroup file system
 * @param resolver finds a cgroup's id
 * @param topology its CPUs
 * @param planner makes plans; {@link AgentCgroup#PATH} belongs to the system layer
 * @param backend attaches the scheduler
 * @param kernel what the kernel says about sched_ext
 * @param facts what bears on latency
 * @param membership what {@code /proc/self/cgroup} says
 */
public record HostAdapters(
    CgroupFiles cgroups,
    CgroupResolver resolver,
    NodeTopology topology,
    TierPlanner planner,
    SchedulerBackend backend,
    SchedExtState kernel,
    KernelFacts facts,
    String membership) {}

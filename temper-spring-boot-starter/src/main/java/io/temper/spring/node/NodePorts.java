package io.temper.spring.node;

import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.placement.ThreadReader;
import io.temper.spi.SchedulerBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a node works with.
 *
 * @param backend puts the scheduler in charge
 * @param workloads reads what runs, with its control groups
 * @param topology reads the machine
 * @param planner makes the plans
 * @param profiles tells the threads of workloads apart
 * @param threads reads threads
 * @param safeModeFile while it is there, the node runs its stock scheduler
 * @param poll how often the workloads are looked at
 * @param options how the loop goes about it
 * @param endTheProcess ends this process at once, where ending the scheduler hangs
 */
record NodePorts(
    SchedulerBackend backend,
    Supplier<NodeWorkloads> workloads,
    Supplier<NodeTopology> topology,
    TierPlanner planner,
    ProfileCatalog profiles,
    ThreadReader threads,
    Path safeModeFile,
    Duration poll,
    ControllerOptions options,
    Runnable endTheProcess) {}

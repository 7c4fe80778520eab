package io.temper.agent.daemon;

import io.temper.lint.fact.LintInput;
import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.placement.ExpectedThread;
import io.temper.runtime.placement.ThreadReader;
import io.temper.runtime.thread.Bell;
import io.temper.spi.ProbeResult.Finding;
import io.temper.spi.SchedulerBackend;
import io.temper.tier.TierPolicy;
import io.temper.workload.WorkloadRule;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What an agent works with.
 *
 * @param planner gives what makes the plans: the same one while the configuration does not change
 * @param planBell rings when {@code planner} may read another configuration
 * @param backend puts the scheduler in charge
 * @param workloads reads what runs, with its control groups
 * @param groupBell rings when {@code workloads} may read something new
 * @param rules gives the rules of the workload file as they were read last; never waits
 * @param topology reads the machine
 * @param objections reads why nothing may be enforced although it could be
 * @param hostFacts makes what adds to what the linter knows what the host tells, and is asked by one
 *     thread; it is given what knows where the threads of profiled workloads should be
 * @param tiers gives what decides the tiers of the plans that are made now; never waits
 * @param reload makes the planner's next call look at the configuration anew
 * @param notes gives what else a user should know, a sentence each
 * @param signals calls a handler, from then on, whenever the signal of that name comes; throws a {@code
 *     TemperException} if it cannot
 * @param ticker the clocks
 * @param profiles tells the threads of workloads apart; the planner knows the same
 * @param threads reads threads
 * @param endTheProcess ends the process at once, without running anything more
 */
public record AgentPorts(
    Supplier<TierPlanner> planner,
    Bell planBell,
    SchedulerBackend backend,
    Supplier<NodeWorkloads> workloads,
    Bell groupBell,
    Supplier<List<WorkloadRule>> rules,
    Supplier<NodeTopology> topology,
    Supplier<List<Finding>> objections,
    Function<Supplier<List<ExpectedThread>>, UnaryOperator<LintInput>> hostFacts,
    Supplier<TierPolicy> tiers,
    Runnable reload,
    Supplier<List<String>> notes,
    BiConsumer<String, Runnable> signals,
    Ticker ticker,
    ProfileCatalog profiles,
    ThreadReader threads,
    Runnable endTheProcess) {}

package io.temper.agent.daemon.port;

import io.temper.lint.fact.LintInput;
import io.temper.node.NodeTopology;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.placement.ExpectedThread;
import io.temper.runtime.placement.ThreadReader;
import io.temper.spi.ProbeResult.Finding;
import io.temper.spi.SchedulerBackend;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The machine that an agent works on.
 *
 * @param backend puts the scheduler in charge
 * @param topology reads the machine
 * @param objections reads why nothing may be enforced although it could be
 * @param profiles gives what tells the threads of workloads apart; the planner knows the same; never
 *     waits
 * @param threads reads threads
 * @param lintFacts makes what adds to what the linter knows what the host tells, and is asked by one
 *     thread; it is given what knows where the threads of profiled workloads should be
 */
public record HostPorts(
    SchedulerBackend backend,
    Supplier<NodeTopology> topology,
    Supplier<List<Finding>> objections,
    Supplier<ProfileCatalog> profiles,
    ThreadReader threads,
    Function<Supplier<List<ExpectedThread>>, UnaryOperator<LintInput>> lintFacts) {}

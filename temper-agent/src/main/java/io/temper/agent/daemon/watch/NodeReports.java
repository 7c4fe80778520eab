package io.temper.agent.daemon.watch;

import io.temper.agent.daemon.disk.AgentRecords;
import io.temper.agent.daemon.port.AgentPorts;
import io.temper.agent.daemon.port.AgentSettings;
import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.StartedParts;
import io.temper.agent.daemon.port.UsageSettings;
import io.temper.agent.lint.CurrentLint;
import io.temper.agent.lint.LintSample;
import io.temper.agent.lint.NodeLint;
import io.temper.agent.report.advice.LintPart;
import io.temper.agent.report.advice.LintRun;
import io.temper.agent.report.input.InputException;
import io.temper.lint.LintReport;
import io.temper.lint.Linter;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.runtime.NodeController;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.feed.PolledFeed;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.observation.NodeObserver;
import io.temper.runtime.observation.SchedulerObservation;
import io.temper.runtime.observation.SchedulerReader;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.usage.SchedulerUse;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is found out about a node that is planned for: its scheduler, its rules, what containers need. */
public final class NodeReports {
  private static final Duration SCHEDULER_POLL = Duration.ofSeconds(1);

  private final AgentSettings settings;
  private final AgentRecords records;
  private final LongSupplier nanos;
  private final NodeController controller;
  private final PolledFeed<Optional<SchedulerObservation>> scheduler;
  private final PolledFeed<LintSample> lint;
  private final CurrentLint currentLint;
  private final SchedulerUse schedulerUse;
  private final Supplier<NodeObservation> observer;
  private final @Nullable Orchestrator orchestrator;

  private volatile @Nullable UsageKeeper usage;

  /**
   * Creates reports of which nothing is known yet.
   *
   * @param settings whether containers are watched
   * @param ports what the host tells
   * @param records writes down what containers use
   * @param controller tells what is in force
   * @param enforcement the scheduler in charge
   * @param watches tells the machine
   * @param profiled tells the layers of single threads
   */
  public NodeReports(
      AgentSettings settings,
      AgentPorts ports,
      AgentRecords records,
      NodeController controller,
      Enforcement enforcement,
      NodeWatches watches,
      ProfileWatch profiled) {
    var ticker = ports.process().ticker();
    this.settings = settings;
    this.records = records;
    this.nanos = ticker::nanos;
    this.orchestrator = ports.orchestrator();
    this.controller = controller;
    this.scheduler = new PolledFeed<>(
        "scheduler", new SchedulerReader(enforcement), SCHEDULER_POLL, ticker::nanos, () -> {});
    this.lint = new PolledFeed<>(
        "lint",
        new NodeLint(
            Linter.standard().withPrefixes(settings.prefixes()),
            new NodeLint.Ports(
                controller::view,
                ports.plan().tiers(),
                watches::machine,
                new SchedulerReader(enforcement),
                ports.host().lintFacts().apply(profiled::expected),
                ticker),
            settings.lint()),
        settings.lint().pause(),
        ticker::nanos,
        () -> {});
    this.currentLint = new CurrentLint(lint, ticker::nanos);
    this.schedulerUse = new SchedulerUse(
        enforcement::inCharge,
        () -> Optional.ofNullable(controller.view().status().plan()),
        watches::machine);
    this.observer = new NodeObserver(
        controller::status, controller::age, scheduler, ticker::nanos, profiled::placement);
  }

  /** Empty until the loop has been told which workloads there are. */
  private Optional<WorkloadSet> running() {
    return Optional.ofNullable(controller.view().workloads()).map(NodeWorkloads::workloads);
  }

  /** Nobody reads the scheduler all the time unless somebody may ask from outside. */
  public void startScheduler(StartedParts parts) {
    parts.start(scheduler, scheduler::start);
  }

  public void startLint(StartedParts parts) {
    parts.start(lint, lint::start);
  }

  /** Reads the file of before, so it comes last: a disk may hang. */
  public void startUsage(StartedParts parts) {
    UsageSettings wanted = settings.usage();
    if (wanted == null) {
      return;
    }
    var keeper = new UsageKeeper(
        settings.stateDirectory(),
        wanted.config(),
        () -> running().map(wanted.looks()).map(schedulerUse),
        records.disk(),
        nanos);
    usage = keeper;
    parts.start(keeper, keeper::start);
  }

  /** Returns what is known of the node now. */
  public NodeObservation observe() {
    return observer
        .get()
        .withLint(currentLint.get().orElse(null))
        .withApiServer(orchestrator == null ? null : orchestrator.observe());
  }

  /**
   * Returns what the linter found last.
   *
   * @throws InputException if it has found nothing yet, or hangs
   */
  public LintRun lintRun() {
    LintReport report = currentLint
        .get()
        .map(LintObservation::report)
        .orElseThrow(() -> new InputException(currentLint
            .problem()
            .orElse("the linter has not looked at this node yet: ask again in a few seconds")));
    return new LintRun(LintRun.THIS_NODE, report.at(), List.of(new LintPart("", report)));
  }

  /**
   * Returns what is known of the containers' use of CPUs.
   *
   * @throws InputException if nobody watches them
   */
  public NavigableMap<ContainerId, UsageHistory> histories() {
    UsageKeeper keeper = usage;
    if (keeper == null) {
      throw new InputException("the agent does not watch containers: set enabled = true in"
          + " [rightsizing] of its configuration, and start it again");
    }
    return keeper.histories();
  }

  /** Returns what a user should know, a sentence each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    currentLint.problem().ifPresent(problems::add);
    Optional.ofNullable(usage).flatMap(UsageKeeper::problem).ifPresent(problems::add);
    return problems;
  }
}

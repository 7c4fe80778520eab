package io.temper.agent.lint;

import io.temper.lint.LintReport;
import io.temper.lint.LintResult;
import io.temper.lint.Linter;
import io.temper.lint.PersistenceFilter;
import io.temper.lint.PersistenceFilter.State;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.NodeCondition;
import io.temper.lint.fact.SchedulerWindow;
import io.temper.lint.fact.TierHistory;
import io.temper.node.NodeTopology;
import io.temper.observe.SchedulerSnapshot;
import io.temper.plan.EnforcementPlan;
import io.temper.runtime.NodeView;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.SchedulerObservation;
import io.temper.runtime.status.NodeStatus;
import io.temper.tier.TierPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a sample of this node and asks the rules. What it remembers between samples makes windows of
 * readings and tells what persists, so it is for one thread.
 */
public final class NodeLint implements Supplier<LintSample> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLint.class);
  private static final PersistenceFilter FILTER = PersistenceFilter.STANDARD;

  private final Linter linter;
  private final Ports ports;
  private final Pace pace;
  private final Ticker ticker;
  private final LintNews news = new LintNews();
  private final Map<String, Long> outcomes = new HashMap<>();

  private State state = State.EMPTY;
  private TierHistory tiers;
  private @Nullable Attached last;
  private @Nullable LintSample lastSample;
  private long dueNanos;

  /** Whether there was a plan when the last sample was taken. */
  private boolean sawPlan;

  /** A reading of one attachment of the scheduler. */
  private record Attached(long attachment, SchedulerSnapshot snapshot, long nanos) {}

  /**
   * What it works with.
   *
   * @param node gives what the loop has published last
   * @param tiers gives what decides the tiers of the plans that are made now
   * @param topology gives the machine as it was read last
   * @param scheduler reads the scheduler in charge
   * @param host adds what the host tells
   * @param ticker the clocks
   */
  public record Ports(
      Supplier<NodeView> node,
      Supplier<TierPolicy> tiers,
      Supplier<Optional<NodeTopology>> topology,
      Supplier<Optional<SchedulerObservation>> scheduler,
      UnaryOperator<LintInput> host,
      Ticker ticker) {}

  /**
   * How often samples are taken.
   *
   * @param pause how long to wait until a sample is asked for again
   * @param rest how many times as long as a sample took no other one is taken
   */
  public record Pace(Duration pause, long rest) {
    /** Never costs more than 0.04 % of one CPU, however many threads there are. */
    public static final Pace STANDARD = new Pace(Duration.ofSeconds(10), 2500);
  }

  /**
   * Creates a watch.
   *
   * @param linter asks the rules
   * @param ports what it works with
   * @param pace how often it takes samples
   */
  public NodeLint(Linter linter, Ports ports, Pace pace) {
    this.linter = linter;
    this.ports = ports;
    this.pace = pace;
    this.ticker = ports.ticker();
    this.tiers = TierHistory.from(ticker.now());
  }

  /**
   * Takes a sample, unless one was taken so recently that another would cost too much. One that was taken
   * before there was a plan does not count then: an agent that starts plans a moment later, and its first
   * samples take long, so that nothing would be known of the plan for minutes.
   *
   * @return what it led to; else what the last one led to
   */
  @Override
  public LintSample get() {
    long began = ticker.nanos();
    LintSample before = lastSample;
    NodeView view = ports.node().get();
    boolean hasPlan = view.status().plan() != null;
    boolean planCame = hasPlan && !sawPlan;
    if (before != null && began < dueNanos && !planCame) {
      return before;
    }
    LintObservation found = sample(view);
    sawPlan = hasPlan;
    long ended = ticker.nanos();
    long rest = pace.rest() * (ended - began);
    dueNanos = ended + rest;
    LintSample now = new LintSample(
        found, ended, Duration.ofNanos(Math.max(rest, pace.pause().toNanos())));
    lastSample = now;
    return now;
  }

  private LintObservation sample(NodeView view) {
    Instant now = ticker.now();
    var step = FILTER.next(state, linter.lint(ports.host().apply(input(view, now))));
    state = step.state();
    count(step.report());
    news.since(step.report()).forEach(NodeLint::log);
    return new LintObservation(step.report(), outcomes);
  }

  private static void log(LintNews.Line line) {
    if (line.isBad()) {
      LOG.warn("lint: {}", line.text());
    } else {
      LOG.info("lint: {}", line.text());
    }
  }

  private void count(LintReport report) {
    for (LintResult result : report.results()) {
      outcomes.merge(result.outcome().label(), 1L, Long::sum);
    }
  }

  private LintInput input(NodeView view, Instant now) {
    NodeStatus status = view.status();
    LintInput input = LintInput.at(now)
        .withTiers(ports.tiers().get())
        .with(Fact.CONDITION, condition(status))
        .without(Fact.PLAN, "there is none yet")
        .without(Fact.SCHEDULER, "there are no two readings of one attachment yet");
    EnforcementPlan plan = status.plan();
    if (plan != null) {
      tiers = tiers.next(plan, now);
      input = input.with(Fact.PLAN, plan).with(Fact.TIER_HISTORY, tiers);
    }
    NodeWorkloads workloads = view.workloads();
    if (workloads != null) {
      input = input.with(Fact.WORKLOADS, workloads.workloads());
    }
    NodeTopology machine = ports.topology().get().orElse(null);
    if (machine != null) {
      input = input.with(Fact.TOPOLOGY, machine);
    }
    SchedulerWindow window = window(status).orElse(null);
    return window == null ? input : input.with(Fact.SCHEDULER, window);
  }

  private static NodeCondition condition(NodeStatus status) {
    return new NodeCondition(
        status.state().label(),
        status.state().reason(),
        status.since(),
        status.generation(),
        status.unresolved());
  }

  private Optional<SchedulerWindow> window(NodeStatus status) {
    Attached before = last;
    Attached now = ports
        .scheduler()
        .get()
        .map(one -> new Attached(status.attachments(), one.snapshot(), ticker.nanos()))
        .orElse(null);
    last = now;
    if (before == null || now == null || before.attachment() != now.attachment()) {
      return Optional.empty();
    }
    Duration window = Duration.ofNanos(now.nanos() - before.nanos());
    return window.isNegative() || window.isZero()
        ? Optional.empty()
        : Optional.of(new SchedulerWindow(before.snapshot(), now.snapshot(), window));
  }
}

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

  /** It rests so many times as long as a sample took: it never costs more than 0.04 % of one CPU. */
  private static final long REST = 2500;

  /** How long to wait until this is asked again. */
  public static final Duration PAUSE = Duration.ofSeconds(10);

  /** What the agent has noted itself would not prove that a thread is there. */
  private static final String NOT_TOLD =
      "the scheduler tells the layer only of those threads that somebody watches";

  private final Linter linter = Linter.standard();
  private final Ports ports;
  private final Ticker ticker;
  private final LintNews news = new LintNews();
  private final Map<String, Long> outcomes = new HashMap<>();

  private State state = State.EMPTY;
  private TierHistory tiers;
  private @Nullable Attached last;
  private @Nullable LintSample lastSample;
  private long dueNanos;

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
   * Creates a watch.
   *
   * @param ports what it works with
   */
  public NodeLint(Ports ports) {
    this.ports = ports;
    this.ticker = ports.ticker();
    this.tiers = TierHistory.from(ticker.now());
  }

  /**
   * Takes a sample, unless one was taken so recently that another would cost too much.
   *
   * @return what it led to; else what the last one led to
   */
  @Override
  public LintSample get() {
    long began = ticker.nanos();
    LintSample before = lastSample;
    if (before != null && began < dueNanos) {
      return before;
    }
    LintObservation found = sample();
    long ended = ticker.nanos();
    long rest = REST * (ended - began);
    dueNanos = ended + rest;
    LintSample now =
        new LintSample(found, ended, Duration.ofNanos(Math.max(rest, PAUSE.toNanos())));
    lastSample = now;
    return now;
  }

  private LintObservation sample() {
    Instant now = ticker.now();
    var step =
        FILTER.next(state, linter.lint(ports.host().apply(input(ports.node().get(), now))));
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
        .without(Fact.THREAD_GROUPS, NOT_TOLD)
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

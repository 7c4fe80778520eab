package io.temper.lint.node;

import io.temper.kernel.FairnessBounds;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.SchedulerWindow;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.node.CpuSet;
import io.temper.observe.LayerStats;
import io.temper.plan.Layer;
import io.temper.plan.LayerRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What is below the high tier waits, but never for ever, and keeps a part of the machine. */
final class BackgroundStarved {
  /** What the weights leave at least to everything below high: see docs/planning.md, 5. */
  private static final long LEAST_PERCENT = 5;

  /** Who waits for 15 s is served whatever the ceiling, once the layer owes no more than 5 s. */
  private static final Duration MOST_UNDER_A_CEILING = Duration.ofSeconds(20);

  static final LintRule RULE = LintRule.named("background_starved", LintScope.NODE, Severity.ERROR)
      .title("Lower tiers progress under any load")
      .why(
          "No runnable thread waits for 10 s, and everything below the high tier keeps 5 % of the CPU"
              + " time outside of fences while it wants that much. Otherwise locks that lower tiers hold"
              + " stop higher ones, and in the end the kernel's watchdog ends the scheduler. A layer with a"
              + " ceiling may make its threads wait for 20 s, and while it is held its waits are its own doing.")
      .remediation(
          "Look at 'temper layers' for who runs, and at 'temper threads' for real-time threads,"
              + " which come before every layer. If it stays, enter safe mode and report it.")
      .needs(Fact.PLAN, Fact.TOPOLOGY, Fact.SCHEDULER)
      .ofEvents()
      .check(BackgroundStarved::check);

  private BackgroundStarved() {}

  private static List<Finding> check(LintInput input) {
    SchedulerWindow scheduler = input.get(Fact.SCHEDULER);
    List<Finding> found = new ArrayList<>();
    below(Layer::rank, input).forEach(layer -> longWait(
            layer,
            isCapped(layer, input) ? MOST_UNDER_A_CEILING : FairnessBounds.STANDARD.maxWait(),
            scheduler.window())
        .ifPresent(found::add));
    smallShare(below(layer -> layer.role().rank(), input), input).ifPresent(found::add);
    return Finding.orPass(found);
  }

  /**
   * Returns what the layers below high did. Yielding threads of a higher tier wait as its lower layers do,
   * but what they get is their tier's and nobody else's.
   */
  private static List<LayerStats> below(ToIntFunction<Layer> rank, LintInput input) {
    return input.get(Fact.SCHEDULER).layers().stream()
        .filter(did -> input
            .get(Fact.PLAN)
            .layer(did.name())
            .filter(layer -> rank.applyAsInt(layer) < LayerRole.HIGH.rank())
            .isPresent())
        .toList();
  }

  /** One that is held runs again within 5 s, the most that it may owe, and is stopped again. */
  private static boolean isHeld(LayerStats layer) {
    return layer.ceilingStops() > 0 || !layer.overCeiling().isZero();
  }

  private static boolean isCapped(LayerStats did, LintInput input) {
    return input
        .get(Fact.PLAN)
        .layer(did.name())
        .filter(layer -> layer.ceiling() != null)
        .isPresent();
  }

  private static Optional<Finding> longWait(LayerStats layer, Duration most, Duration window) {
    return layer.longestWait().compareTo(most) > 0
        ? Optional.of(Finding.violation(
            Subject.named(Subject.Kind.LAYER, layer.name()),
            "a thread of layer " + layer.name() + " waited for "
                + layer.longestWait().toMillis() + " ms",
            Evidence.atMost(most.toMillis(), layer.longestWait().toMillis(), Unit.MILLISECONDS)
                .over(window)))
        : Optional.empty();
  }

  /**
   * A share is too small only if as much was wanted: one thread at least waited all the time, and not for
   * its layer's own ceiling.
   */
  private static Optional<Finding> smallShare(List<LayerStats> lower, LintInput input) {
    Duration window = input.get(Fact.SCHEDULER).window();
    CpuSet fenced = input.get(Fact.PLAN).fencedCpus();
    int open = input.get(Fact.TOPOLOGY).online().minus(fenced).size();
    Duration least = window.multipliedBy(open * LEAST_PERCENT).dividedBy(100);
    Duration ran = lower.stream().map(LayerStats::runTime).reduce(Duration.ZERO, Duration::plus);
    Duration waited = lower.stream()
        .filter(layer -> !isHeld(layer))
        .map(LayerStats::waitTime)
        .reduce(Duration.ZERO, Duration::plus);
    return waited.compareTo(window) >= 0 && ran.compareTo(least) < 0
        ? Optional.of(Finding.violation(
            Subject.ALL,
            "everything below the high tier ran " + ran.toMillis() + " ms and waited "
                + waited.toMillis() + " ms",
            Evidence.atLeast(least.toMillis(), ran.toMillis(), Unit.MILLISECONDS)
                .over(window)))
        : Optional.empty();
  }
}

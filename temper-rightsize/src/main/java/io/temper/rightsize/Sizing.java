package io.temper.rightsize;

import static java.util.Comparator.naturalOrder;

import io.temper.workload.CpuQuantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Makes one recommendation. */
final class Sizing {
  private final Rightsizer rules;
  private final UsageHistory history;
  private final CurrentResources current;
  private final SizingContext context;
  private final Demand demand;
  private final Signals signals;
  private final double confidence;

  Sizing(Rightsizer rules, UsageHistory history, CurrentResources current, SizingContext context) {
    this.rules = rules;
    this.history = history;
    this.current = current;
    this.context = context;
    this.demand = ThreadAwareEstimator.estimate(history);
    this.signals = new Signals(history);
    this.confidence = rules.base().confidence(history);
  }

  Recommendation recommend() {
    CpuQuantity wished = withMargin(needed());
    CpuQuantity target = most().filter(most -> most.compareTo(wished) < 0).orElse(wished);
    OptionalInt hpaTarget = OptionalInt.empty();
    if (context.hpaTargetPercent().isPresent() && !current.request().isZero()) {
      var now = new HpaFixedPoint(current.request(), context.hpaTargetPercent().getAsInt());
      HpaFixedPoint point = now.near(target, most().map(this::atLeastTheRequest));
      target = point.request();
      hpaTarget = OptionalInt.of(point.targetPercent());
    }
    if (needsALargerNode(wished, target)) {
      target = current.request();
    }
    Verdict verdict = verdict(target);
    Estimate estimate = bounds(target);
    List<Advice> advice = advice(verdict);
    Optional<CpuQuantity> limit =
        current.isGuaranteed() && moves(verdict) ? Optional.of(target) : current.limit();
    if (!moves(verdict)) {
      hpaTarget = context.hpaTargetPercent();
    }
    return new Recommendation(
        verdict,
        advice,
        current,
        estimate,
        limit,
        hpaTarget,
        demand,
        Math.min(1, confidence) * (1 - signals.unseenShare() / 2),
        new Reasons(this, verdict, wished, target, hpaTarget).list(),
        history.first(),
        history.span());
  }

  /** A limit that moves along would cut off the bursts that a request alone lets through. */
  private double needed() {
    return current.isGuaranteed() ? Math.max(demand.level(), demand.burst()) : demand.level();
  }

  /** A request that no node of that size can hold is no reason to change the pair. */
  private CpuQuantity atLeastTheRequest(CpuQuantity most) {
    return most.compareTo(current.request()) < 0 ? current.request() : most;
  }

  /** Its pod runs on a larger node, and what a node of this size holds would not do. */
  private boolean needsALargerNode(CpuQuantity wished, CpuQuantity target) {
    return wholeNode()
        .filter(node -> current.request().compareTo(node) > 0)
        .filter(node -> wished.compareTo(node) > 0 || target.compareTo(node) > 0)
        .isPresent();
  }

  private Verdict verdict(CpuQuantity target) {
    if (history.samples() < rules.fewestSamples()) {
      return Verdict.UNKNOWN;
    }
    double slack = rules.tolerance() * current.request().millis();
    long gap = target.millis() - current.request().millis();
    if (gap > slack) {
      return Verdict.STARVED;
    }
    if (-gap <= slack) {
      return Verdict.FITS;
    }
    return history.samples() < rules.fewestToLower() ? Verdict.UNKNOWN : Verdict.PADDED;
  }

  private List<Advice> advice(Verdict verdict) {
    List<Advice> advice = new ArrayList<>();
    if (verdict == Verdict.STARVED) {
      advice.add(Advice.RAISE_REQUEST);
    }
    if (verdict != Verdict.UNKNOWN && isDisturbed()) {
      advice.add(Advice.MOVE_NEIGHBOUR);
    }
    if (verdict == Verdict.PADDED) {
      advice.add(Advice.LOWER_REQUEST);
    }
    if (signals.isThrottled()) {
      advice.add(Advice.MIND_LIMIT);
    }
    return advice.isEmpty() ? List.of(Advice.LEAVE) : advice;
  }

  /** It is promised what it wants, and others get in its way. */
  boolean isDisturbed() {
    return (signals.isContended() && isCovered()) || signals.isBesideBusySiblings();
  }

  boolean isCovered() {
    return current.request().millis() >= millis(demand.level());
  }

  static boolean moves(Verdict verdict) {
    return verdict == Verdict.STARVED || verdict == Verdict.PADDED;
  }

  /** Returns what no request may exceed; empty if nothing is known that bounds it. */
  private Optional<CpuQuantity> most() {
    return Stream.concat(belowLimit().stream(), wholeNode().stream()).min(naturalOrder());
  }

  /**
   * A pod of the class Guaranteed takes its limit along; others keep theirs, and a request that differs
   * from its limit goes on to: were the two equal, the pod could change its class, and a pod that runs
   * must not.
   */
  private Optional<CpuQuantity> belowLimit() {
    return fixedLimit().map(limit -> CpuQuantity.ofMillis(Math.max(0, limit.millis() - 1)));
  }

  /** Returns all CPUs of the node, since no scheduler of pods places a request above; empty if unknown. */
  Optional<CpuQuantity> wholeNode() {
    return context.nodeCpus().stream().mapToObj(CpuQuantity::ofCpus).findFirst();
  }

  /** Returns the limit that stays whatever is recommended; empty without one. */
  Optional<CpuQuantity> fixedLimit() {
    return current.isGuaranteed() ? Optional.empty() : current.limit();
  }

  private Estimate bounds(CpuQuantity target) {
    BaseEstimator base = rules.base();
    double lower =
        base.lowerFactor().of(confidence) * withMargin(demand.typical()).millis();
    double most = Math.max(demand.level(), demand.burst());
    double upper = base.upperFactor().of(confidence) * withMargin(most).millis();
    long ceiling = wholeNode().map(CpuQuantity::millis).orElse(BaseEstimator.LARGEST_MILLIS);
    return new Estimate(
        CpuQuantity.ofMillis(Math.min(BaseEstimator.scaled(lower, 1), target.millis())),
        target,
        CpuQuantity.ofMillis(
            Math.max(BaseEstimator.scaled(Math.min(upper, (double) ceiling), 1), target.millis())));
  }

  private CpuQuantity withMargin(double cpus) {
    long least = rules.base().podMinimum().millis() / context.containers();
    return CpuQuantity.ofMillis(Math.max(least, millis(cpus * (1 + rules.base().margin()))));
  }

  static long millis(double cpus) {
    return (long) Math.ceil(cpus * 1000);
  }

  Rightsizer rules() {
    return rules;
  }

  UsageHistory history() {
    return history;
  }

  CurrentResources current() {
    return current;
  }

  SizingContext context() {
    return context;
  }

  Demand demand() {
    return demand;
  }

  Signals signals() {
    return signals;
  }
}

package io.temper.rightsize;

import io.temper.workload.CpuQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Collects what led to a recommendation: first the evidence, then what comes with a change. */
final class Reasons {
  /** What is this much above the rest is worth a word. */
  private static final double MUCH = 1.5;

  private static final double NOTABLE = 1.1;
  private static final long MANY_RESTARTS = 3;
  private static final double MOST_OF_DELAYS = 0.5;

  private final Sizing sizing;
  private final Verdict verdict;
  private final CpuQuantity wished;
  private final CpuQuantity target;
  private final OptionalInt hpaTarget;
  private final Demand demand;
  private final Signals signals;
  private final List<Reason> reasons = new ArrayList<>();

  Reasons(
      Sizing sizing,
      Verdict verdict,
      CpuQuantity wished,
      CpuQuantity target,
      OptionalInt hpaTarget) {
    this.sizing = sizing;
    this.verdict = verdict;
    this.wished = wished;
    this.target = target;
    this.hpaTarget = hpaTarget;
    this.demand = sizing.demand();
    this.signals = sizing.signals();
  }

  List<Reason> list() {
    addEvidence();
    addWaits();
    addShape();
    addConsequences();
    return reasons;
  }

  private void addEvidence() {
    UsageHistory history = sizing.history();
    if (verdict == Verdict.UNKNOWN) {
      long needed = history.samples() < sizing.rules().fewestSamples()
          ? sizing.rules().fewestSamples()
          : sizing.rules().fewestToLower();
      reasons.add(new Reason.LittleEvidence(history.samples(), history.span(), needed));
    }
    if (signals.unseenShare() > 0) {
      reasons.add(new Reason.WaitUnknown(signals.unseenShare()));
    }
    if (history.restarts() >= MANY_RESTARTS) {
      reasons.add(new Reason.Restarts(history.restarts()));
    }
  }

  private void addWaits() {
    if (signals.isContended()) {
      reasons.add(new Reason.Contention(signals.used(), signals.wanted(), signals.waitShare()));
      addDelays();
      if (sizing.isCovered()) {
        reasons.add(new Reason.Covered(sizing.current().request(), cpus(demand.level())));
      }
    }
    if (signals.isThrottled()) {
      reasons.add(new Reason.Throttled(signals.throttledShare(), signals.unlimited()));
    }
    if (signals.isBesideBusySiblings()) {
      reasons.add(new Reason.SiblingPressure(signals.siblingShare()));
    }
  }

  private void addDelays() {
    Instant now = sizing.history().last().orElse(Instant.EPOCH);
    Delays delays = sizing.history().delays();
    @Nullable String worst = delays.worst(now);
    if (worst != null && delays.seconds(worst, now) >= MOST_OF_DELAYS * delays.total(now)) {
      double share = delays.seconds(worst, now) / delays.total(now);
      reasons.add(new Reason.DelayedBy(worst, share));
    }
  }

  private void addShape() {
    if (demand.recent() > NOTABLE * demand.steady()) {
      reasons.add(new Reason.Step(cpus(demand.steady()), cpus(demand.recent())));
    }
    if (demand.burst() > MUCH * demand.typical()) {
      reasons.add(new Reason.Bursts(cpus(demand.typical()), cpus(demand.burst())));
    }
    if (demand.startUp() > MUCH * demand.level()) {
      reasons.add(new Reason.StartUp(cpus(demand.startUp()), cpus(demand.level())));
    }
    if (demand.parallel() == 1 && demand.typical() > 0.9) {
      reasons.add(new Reason.OneThread(cpus(demand.typical())));
    }
    sizing
        .current()
        .limit()
        .filter(limit -> signals.isThrottled() && demand.parallel() > limit.wholeCpus())
        .ifPresent(limit -> reasons.add(new Reason.Parallel((long) demand.parallel(), limit)));
  }

  private void addConsequences() {
    addBound();
    OptionalInt before = sizing.context().hpaTargetPercent();
    if (before.isPresent() && hpaTarget.isPresent()) {
      CpuQuantity request = sizing.current().request();
      CpuQuantity scalePoint = CpuQuantity.ofMillis(request.millis() * before.getAsInt() / 100);
      reasons.add(new Reason.ScaledByHpa(scalePoint, hpaTarget.getAsInt()));
    }
    sizing.context().jvm().ifPresent(this::addJvm);
  }

  /** Where limit and node are the same, a higher limit alone would not help. */
  private void addBound() {
    CpuQuantity node =
        sizing.wholeNode().filter(all -> wished.compareTo(all) > 0).orElse(null);
    CpuQuantity limit =
        sizing.fixedLimit().filter(most -> wished.compareTo(most) > 0).orElse(null);
    if (limit != null && (node == null || limit.compareTo(node) < 0)) {
      reasons.add(new Reason.AtLimit(wished, limit));
    } else if (node != null) {
      reasons.add(new Reason.AtNode(wished, node));
    }
  }

  private void addJvm(JvmFacts jvm) {
    CurrentResources current = sizing.current();
    CurrentResources next = !Sizing.moves(verdict)
        ? current
        : new CurrentResources(
            target, current.isGuaranteed() ? Optional.of(target) : current.limit());
    JvmErgonomics sizes = jvm.with(current);
    List<String> changes = sizes.changesTo(jvm.with(next));
    if (!changes.isEmpty()) {
      reasons.add(new Reason.JvmChanges(changes));
    } else if (Sizing.moves(verdict)) {
      reasons.add(new Reason.JvmIgnoresRequest(sizes.processors()));
    }
  }

  private static CpuQuantity cpus(double cpus) {
    return CpuQuantity.ofMillis(Math.round(cpus * 1000));
  }
}

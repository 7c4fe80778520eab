package io.temper.json;

import static io.temper.json.Absent.require;

import io.temper.plan.Decision;
import io.temper.plan.Decision.CeilingBelowLimits;
import io.temper.plan.Decision.CeilingFromLimits;
import io.temper.plan.Decision.CeilingNotEnforceable;
import io.temper.plan.Decision.CeilingRaised;
import io.temper.plan.Decision.Demoted;
import io.temper.plan.Decision.FenceNotEnforceable;
import io.temper.plan.Decision.GroupsNotDivided;
import io.temper.plan.Decision.IgnoredTierAnnotation;
import io.temper.plan.Decision.LimitNotEnforced;
import io.temper.plan.Decision.NoExclusiveCores;
import io.temper.plan.Decision.NoRequest;
import io.temper.plan.Decision.OmittedTier;
import io.temper.plan.Decision.SmallNode;
import io.temper.plan.Decision.SmtSharing;
import io.temper.plan.Decision.UncountedInFence;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One case of {@link Decision} on the wire: its name, spelled by hand, and its fields in both
 * directions.
 *
 * @param name the name on the wire
 * @param type the case
 * @param writer puts the fields of a decision
 * @param reader makes a decision of the fields
 */
record DecisionCase<D extends Decision>(
    String name,
    Class<D> type,
    BiConsumer<D, DecisionFields> writer,
    Function<DecisionDto, D> reader) {
  private static final List<DecisionCase<?>> OWN = List.of(
      new DecisionCase<>("Demoted", Demoted.class, DecisionCase::demoted, DecisionCase::demoted),
      new DecisionCase<>(
          "SmallNode", SmallNode.class, DecisionCase::smallNode, DecisionCase::smallNode),
      new DecisionCase<>(
          "NoRequest",
          NoRequest.class,
          (decision, to) -> to.layer(decision.layer()).workloads(decision.workloads()),
          from -> new NoRequest(from.requireLayer(), from.requireWorkloads())),
      new DecisionCase<>(
          "UncountedInFence",
          UncountedInFence.class,
          (decision, to) -> to.layer(decision.layer()).workloads(decision.workloads()),
          from -> new UncountedInFence(from.requireLayer(), from.requireWorkloads())),
      new DecisionCase<>(
          "OmittedTier",
          OmittedTier.class,
          (decision, to) -> to.tier(decision.tier()),
          from -> new OmittedTier(from.requireTier())),
      new DecisionCase<>(
          "SmtSharing", SmtSharing.class, DecisionCase::smtSharing, DecisionCase::smtSharing),
      new DecisionCase<>(
          "FenceNotEnforceable",
          FenceNotEnforceable.class,
          (decision, to) -> to.layer(decision.layer()).cpus(decision.cpus()),
          from -> new FenceNotEnforceable(from.requireLayer(), from.requireCpus())),
      new DecisionCase<>(
          "GroupsNotDivided",
          GroupsNotDivided.class,
          (decision, to) -> to.layer(decision.layer())
              .ceiling(decision.ceiling())
              .treatments(decision.treatments()),
          from -> new GroupsNotDivided(
              from.requireLayer(), from.requireCeiling(), from.requireTreatments())),
      new DecisionCase<>(
          "NoExclusiveCores",
          NoExclusiveCores.class,
          (decision, to) ->
              to.layer(decision.layer()).cpus(decision.fence()).askedCpus(decision.askedCpus()),
          from -> new NoExclusiveCores(
              from.requireLayer(), from.requireCpus(), require("askedCpus", from.askedCpus()))),
      new DecisionCase<>(
          "CeilingFromLimits",
          CeilingFromLimits.class,
          DecisionCase::fromLimits,
          DecisionCase::fromLimits),
      new DecisionCase<>(
          "CeilingBelowLimits",
          CeilingBelowLimits.class,
          (decision, to) -> to.layer(decision.layer())
              .configured(decision.configured())
              .limits(decision.limits()),
          from -> new CeilingBelowLimits(
              from.requireLayer(), from.requireConfigured(), from.requireLimits())),
      new DecisionCase<>(
          "CeilingRaised",
          CeilingRaised.class,
          (decision, to) -> to.layer(decision.layer())
              .configured(decision.configured())
              .reserved(decision.reserved()),
          from -> new CeilingRaised(
              from.requireLayer(), from.requireConfigured(), from.requireReserved())),
      new DecisionCase<>(
          "CeilingNotEnforceable",
          CeilingNotEnforceable.class,
          (decision, to) -> to.layer(decision.layer()).configured(decision.configured()),
          from -> new CeilingNotEnforceable(from.requireLayer(), from.requireConfigured())),
      new DecisionCase<>(
          "IgnoredTierAnnotation",
          IgnoredTierAnnotation.class,
          DecisionCase::ignored,
          DecisionCase::ignored),
      new DecisionCase<>(
          "LimitNotEnforced",
          LimitNotEnforced.class,
          (decision, to) -> to.workloads(decision.workloads()),
          from -> new LimitNotEnforced(from.requireWorkloads())));

  private static final List<DecisionCase<?>> ALL =
      Stream.concat(OWN.stream(), CpuDecisionCases.ALL.stream()).toList();

  /** Returns a decision as it is written. */
  static DecisionDto write(Decision decision) {
    for (DecisionCase<?> each : ALL) {
      if (each.type.isInstance(decision)) {
        return each.dtoOf(decision);
      }
    }
    throw new IllegalStateException("a decision without a wire format: " + decision.name());
  }

  /** Returns the decision that is written. */
  static Decision read(DecisionDto dto) {
    for (DecisionCase<?> each : ALL) {
      if (each.name.equals(dto.name())) {
        return each.reader.apply(dto);
      }
    }
    throw new IllegalArgumentException("there is no decision '" + dto.name() + "'");
  }

  private DecisionDto dtoOf(Decision decision) {
    DecisionFields fields = new DecisionFields();
    writer.accept(type.cast(decision), fields);
    return fields.toDto(name, decision.sentence());
  }

  private static void demoted(Demoted decision, DecisionFields to) {
    to.layer(decision.layer())
        .askedCpus(decision.askedCpus())
        .askedCores(decision.askedCores())
        .fenceableCores(decision.fenceableCores())
        .workloads(decision.restoring());
  }

  private static Demoted demoted(DecisionDto from) {
    return new Demoted(
        from.requireLayer(),
        require("askedCpus", from.askedCpus()),
        require("askedCores", from.askedCores()),
        require("fenceableCores", from.fenceableCores()),
        from.requireWorkloads());
  }

  private static void smallNode(SmallNode decision, DecisionFields to) {
    to.layer(decision.layer())
        .nodeCpus(decision.nodeCpus())
        .askedCores(decision.askedCores())
        .fenceableCores(decision.fenceableCores())
        .workloads(decision.restoring());
  }

  private static SmallNode smallNode(DecisionDto from) {
    return new SmallNode(
        from.requireLayer(),
        require("nodeCpus", from.nodeCpus()),
        require("askedCores", from.askedCores()),
        require("fenceableCores", from.fenceableCores()),
        from.requireWorkloads());
  }

  private static void smtSharing(SmtSharing decision, DecisionFields to) {
    to.layer(decision.layer())
        .askedCpus(decision.askedCpus())
        .cores(decision.cores())
        .cpus(decision.cpus());
  }

  private static SmtSharing smtSharing(DecisionDto from) {
    return new SmtSharing(
        from.requireLayer(),
        require("askedCpus", from.askedCpus()),
        require("cores", from.cores()),
        from.requireCpus());
  }

  private static void fromLimits(CeilingFromLimits decision, DecisionFields to) {
    to.layer(decision.layer())
        .configured(decision.configured())
        .limits(decision.limits())
        .workloads(decision.workloads());
  }

  private static CeilingFromLimits fromLimits(DecisionDto from) {
    return new CeilingFromLimits(
        from.requireLayer(),
        from.requireLimits(),
        from.requireWorkloads(),
        from.configuredMillis() == null ? null : from.requireConfigured());
  }

  private static void ignored(IgnoredTierAnnotation decision, DecisionFields to) {
    to.key(decision.key()).why(decision.why()).workloads(decision.workloads());
  }

  private static IgnoredTierAnnotation ignored(DecisionDto from) {
    return new IgnoredTierAnnotation(
        require("key", from.key()), require("why", from.why()), from.requireWorkloads());
  }
}

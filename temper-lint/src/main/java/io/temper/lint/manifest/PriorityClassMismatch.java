package io.temper.lint.manifest;

import static io.temper.lint.manifest.EachWorkload.violation;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ManifestField;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.tier.Tier;
import io.temper.tier.TierReason.ByPriority;
import io.temper.workload.Workload;
import java.util.Optional;
import java.util.stream.Stream;

/** Who reads {@code temper-high} expects the high tier. */
final class PriorityClassMismatch {
  private static final String PREFIX = "temper-";

  static final LintRule RULE = LintRule.named(
          "priority_class_mismatch", LintScope.MANIFEST, Severity.WARNING)
      .title("A priority class of Temper leads to the tier of its name")
      .why("The number decides, the name does not. Where a class was edited or a threshold moved,"
          + " everybody who reads the name is misled.")
      .remediation(
          "Restore the value of the PriorityClass, or the thresholds in [priority_mapping].")
      .needs(Fact.WORKLOADS)
      .field(ManifestField.PRIORITY)
      .check(EachWorkload.that(
          (workload, input) -> tierOfName(workload).isPresent(),
          "no workload has a priority class of Temper",
          PriorityClassMismatch::look));

  private PriorityClassMismatch() {}

  private static Stream<Finding> look(Workload workload, LintInput input) {
    return input.tiers().assign(workload).reason() instanceof ByPriority by
        ? tierOfName(workload).stream()
            .filter(named -> named != by.tier())
            .map(named -> violation(
                workload,
                workload.id() + " has the priority class " + PREFIX + named.label()
                    + ", but its priority " + by.priority() + " leads to "
                    + by.tier().label(),
                Evidence.names(named.label(), by.tier().label())))
        : Stream.empty();
  }

  private static Optional<Tier> tierOfName(Workload workload) {
    return workload
        .priorityClassName()
        .filter(name -> name.startsWith(PREFIX))
        .flatMap(name -> Tier.ofLabel(name.substring(PREFIX.length())));
  }
}

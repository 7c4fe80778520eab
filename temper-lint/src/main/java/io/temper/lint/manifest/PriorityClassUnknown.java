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
import io.temper.workload.Workload;
import java.util.stream.Stream;

/** A class is a name for a number; without the number it decides nothing. */
final class PriorityClassUnknown {
  static final LintRule RULE = LintRule.named(
          "priority_class_unknown", LintScope.MANIFEST, Severity.WARNING)
      .title("The number of a priority class is known")
      .why("The tier follows from the number behind the class. A class that is neither Temper's nor"
          + " the cluster's own, and whose number is not in the manifest, leaves the tier to the"
          + " service class here, and on the cluster to whatever number it has there.")
      .remediation("Use one of temper-critical, temper-high, temper-normal, temper-low and"
          + " temper-background; or write spec.priority; or lint what the API server prints, which has"
          + " the number.")
      .needs(Fact.WORKLOADS)
      .field(ManifestField.PRIORITY)
      .check(EachWorkload.that(
          (workload, input) -> workload.priorityClassName().isPresent(),
          "no workload has a priority class",
          PriorityClassUnknown::look));

  private PriorityClassUnknown() {}

  private static Stream<Finding> look(Workload workload, LintInput input) {
    return workload.priorityClassName().stream()
        .filter(name -> workload.priority().isEmpty())
        .map(name -> violation(
            workload,
            workload.id() + " has the priority class " + name + ", whose number is not known",
            Evidence.names("a class with a known number", name)));
  }
}

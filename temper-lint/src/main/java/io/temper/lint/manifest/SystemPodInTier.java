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
import java.util.Set;
import java.util.stream.Stream;

/** What the node depends on must not compete with what runs on it. */
final class SystemPodInTier {
  /** The lowest number that Kubernetes keeps for itself. */
  private static final int SYSTEM_PRIORITY = 2_000_000_000;

  private static final Set<String> SYSTEM_CLASSES =
      Set.of("system-node-critical", "system-cluster-critical");

  static final LintRule RULE = LintRule.named(
          "system_pod_in_tier", LintScope.MANIFEST, Severity.WARNING)
      .title("A pod of the system is in the system layer")
      .why(
          "The node depends on it: network, DNS, storage. In a tier it competes with workloads, and"
              + " in a low one it gets what they leave; in the critical one its requests grow the fence.")
      .remediation("Give it the priority class system-node-critical or system-cluster-critical, and"
          + " leave system pods in the system layer ([tiers] system_pods).")
      .needs(Fact.WORKLOADS)
      .field(ManifestField.PRIORITY)
      .check(EachWorkload.that(
          (workload, input) -> isOfTheSystem(workload),
          "no workload is one of the system",
          SystemPodInTier::look));

  private SystemPodInTier() {}

  private static boolean isOfTheSystem(Workload workload) {
    return workload.id().namespace().equals("kube-system")
        || workload.priorityClassName().filter(SYSTEM_CLASSES::contains).isPresent()
        || workload.priority().orElse(Integer.MIN_VALUE) >= SYSTEM_PRIORITY;
  }

  private static Stream<Finding> look(Workload workload, LintInput input) {
    return input.tiers().assign(workload).tier().stream()
        .map(tier -> violation(
            workload,
            workload.id() + " belongs to the system, but is in the " + tier.label() + " tier",
            Evidence.names("system", tier.label())));
  }
}

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
import io.temper.lint.rule.Unit;
import io.temper.workload.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Two programs that both set a request undo each other's work, and the plan follows each of them. */
final class TwoRequestOwners {
  /** What sets requests, and what it leaves on the pods that it has changed or is told to change. */
  private enum Owner {
    VPA("Vertical Pod Autoscaler", "vpaUpdates"),
    KOORDINATOR("Koordinator", "koordinator.sh/"),
    STORMFORGE("StormForge", "live.stormforge.io/");

    private final String title;
    private final String mark;

    Owner(String title, String mark) {
      this.title = title;
      this.mark = mark;
    }

    /** A mark that ends with a slash is a domain, of which there may be a part in front. */
    boolean marks(String key) {
      return mark.endsWith("/")
          ? key.startsWith(mark) || key.contains("." + mark)
          : key.equals(mark);
    }
  }

  static final LintRule RULE = LintRule.named(
          "two_request_owners", LintScope.MANIFEST, Severity.WARNING)
      .title("One program at most sets the requests of a workload")
      .why(
          "Fence, preferences and weights follow from requests. Two programs that set them answer each"
              + " other, and the plan changes with each answer.")
      .remediation("Let one of them own the requests of this namespace, and take the other off it.")
      .needs(Fact.WORKLOADS)
      .field(ManifestField.ANNOTATIONS)
      .check(EachWorkload.that(
          (workload, input) -> !owners(workload).isEmpty(),
          "no workload carries the mark of a program that sets requests",
          TwoRequestOwners::look));

  private TwoRequestOwners() {}

  private static Stream<Finding> look(Workload workload, LintInput input) {
    List<String> owners = owners(workload);
    return owners.size() > 1
        ? Stream.of(violation(
            workload,
            "the requests of " + workload.id() + " are set by " + String.join(" and by ", owners),
            Evidence.atMost(1, owners.size(), Unit.NONE)))
        : Stream.empty();
  }

  private static List<String> owners(Workload workload) {
    return Stream.of(Owner.values())
        .filter(owner -> workload.annotations().keySet().stream().anyMatch(owner::marks))
        .map(owner -> owner.title)
        .toList();
  }
}

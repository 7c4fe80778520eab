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
import io.temper.tier.IgnoredAnnotation;
import io.temper.tier.Tier;
import io.temper.tier.TierAssignment;
import io.temper.tier.TierReason.ByAnnotation;
import io.temper.workload.Workload;
import java.util.stream.Stream;

/** Who writes an annotation expects it to count. */
final class TierAnnotationIgnored {
  static final LintRule RULE = LintRule.named(
          "tier_annotation_ignored", LintScope.MANIFEST, Severity.WARNING)
      .title("A tier annotation decides the tier")
      .why(
          "An annotation that asks for a tier has no effect unless annotations are honoured, it names"
              + " a tier that there is, and none of a stronger prefix says something else.")
      .remediation("Use a priority class instead, or set [tiers] honour_annotation, or remove the"
          + " annotation.")
      .needs(Fact.WORKLOADS)
      .field(ManifestField.ANNOTATIONS)
      .check(EachWorkload.that(
          (workload, input) -> isAsked(input.tiers().assign(workload)),
          "no annotation asks for a tier",
          TierAnnotationIgnored::look));

  private TierAnnotationIgnored() {}

  private static boolean isAsked(TierAssignment assignment) {
    return !assignment.ignored().isEmpty() || assignment.reason() instanceof ByAnnotation;
  }

  /** Where the tier is the one that was asked for, nothing is lost. */
  private static boolean isWhatItGot(IgnoredAnnotation ignored, TierAssignment assignment) {
    return assignment.tier().isPresent() && assignment.tier().equals(Tier.ofLabel(ignored.value()));
  }

  private static Stream<Finding> look(Workload workload, LintInput input) {
    TierAssignment assignment = input.tiers().assign(workload);
    String got = assignment.tier().map(tier -> tier.label()).orElse("system");
    return assignment.ignored().stream()
        .filter(ignored -> !isWhatItGot(ignored, assignment))
        .map(ignored -> violation(
            workload,
            "the annotation " + ignored.key() + " of " + workload.id() + " asks for '"
                + ignored.value() + "' and has no effect, since " + ignored.why(),
            Evidence.names(ignored.value(), got)));
  }
}

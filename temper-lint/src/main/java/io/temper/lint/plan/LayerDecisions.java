package io.temper.lint.plan;

import io.temper.lint.fact.Fact;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintCheck;
import io.temper.lint.rule.Subject;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.LayerRole;
import java.util.List;
import java.util.stream.Stream;

/** A check that looks for a decision about the critical layer. */
final class LayerDecisions {
  private LayerDecisions() {}

  /** What a decision says. */
  interface Reader {
    /** Returns the evidence of a decision; empty if it is of another kind. */
    Stream<Evidence> read(Decision decision);
  }

  static LintCheck that(Reader reader) {
    return input -> {
      EnforcementPlan plan = input.get(Fact.PLAN);
      return plan.layer(LayerRole.CRITICAL)
          .map(layer -> Finding.orPass(violations(plan, Subject.of(layer), reader)))
          .orElseGet(() -> Finding.notApplicable("no workload is critical"));
    };
  }

  private static List<Finding> violations(EnforcementPlan plan, Subject subject, Reader reader) {
    return plan.decisions().stream()
        .flatMap(decision -> reader
            .read(decision)
            .map(evidence -> Finding.violation(subject, phrase(decision), evidence)))
        .toList();
  }

  /** What a rule tells begins small and ends without a full stop, as a part of a line. */
  private static String phrase(Decision decision) {
    String sentence = decision.sentence();
    int end = sentence.endsWith(".") ? sentence.length() - 1 : sentence.length();
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1, end);
  }
}

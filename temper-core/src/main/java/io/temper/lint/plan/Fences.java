package io.temper.lint.plan;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintCheck;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A check that asks the same of each layer with a fence. */
final class Fences {
  private Fences() {}

  static LintCheck that(BiFunction<Layer, LintInput, Stream<Finding>> violations) {
    return input -> {
      List<Layer> fenced = of(input.get(Fact.PLAN));
      return fenced.isEmpty()
          ? Finding.notApplicable("no layer has a fence")
          : Finding.orPass(
              fenced.stream().flatMap(layer -> violations.apply(layer, input)).toList());
    };
  }

  static List<Layer> of(EnforcementPlan plan) {
    return plan.layers().stream()
        .filter(layer -> !layer.kind().fencedCpus().isEmpty())
        .toList();
  }
}

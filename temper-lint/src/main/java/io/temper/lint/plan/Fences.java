package io.temper.lint.plan;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintCheck;
import io.temper.plan.Layer;
import io.temper.plan.LayerRole;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Checks that ask the same of each fence. */
final class Fences {
  private static final String NO_FENCE = "no layer has a fence";

  private Fences() {}

  /** A check of each layer with a fence. */
  static LintCheck that(BiFunction<Layer, LintInput, Stream<Finding>> violations) {
    return input -> {
      List<Layer> fenced = input.get(Fact.PLAN).fencedLayers();
      return fenced.isEmpty()
          ? Finding.notApplicable(NO_FENCE)
          : Finding.orPass(
              fenced.stream().flatMap(layer -> violations.apply(layer, input)).toList());
    };
  }

  /** As {@link #that}, but of each tier once, however many of its layers have a part of its fence. */
  static LintCheck thatOfTiers(BiFunction<TierFence, LintInput, Stream<Finding>> violations) {
    return input -> {
      List<TierFence> fences = Stream.of(LayerRole.values())
          .flatMap(role -> TierFence.of(input.get(Fact.PLAN), role).stream())
          .toList();
      return fences.isEmpty()
          ? Finding.notApplicable(NO_FENCE)
          : Finding.orPass(
              fences.stream().flatMap(fence -> violations.apply(fence, input)).toList());
    };
  }
}

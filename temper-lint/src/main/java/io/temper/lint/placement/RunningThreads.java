package io.temper.lint.placement;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ThreadPlacement;
import io.temper.node.CpuSet;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.LayerKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The threads of a node that run, by the layers of its plan.
 *
 * @param plan the plan in force
 * @param threads those that run and are held by a layer
 */
record RunningThreads(EnforcementPlan plan, List<ThreadPlacement> threads) {
  static final String NO_FENCE = "no layer has a fence";
  static final String NO_LAYER = "it needs the layers of threads, which the scheduler did not tell";

  static RunningThreads of(LintInput input) {
    return new RunningThreads(
        input.get(Fact.PLAN),
        input.get(Fact.THREADS).threads().stream()
            .filter(ThreadPlacement::runsInALayer)
            .toList());
  }

  /** Tells whether there are threads, and the layer of none of them is known. */
  static boolean areLayersUnknown(LintInput input) {
    List<ThreadPlacement> layered = input.get(Fact.THREADS).threads().stream()
        .filter(thread -> thread.kind() == ThreadPlacement.Kind.LAYERED)
        .toList();
    return !layered.isEmpty() && layered.stream().allMatch(thread -> thread.layer() == null);
  }

  Stream<ThreadPlacement> in(Layer layer) {
    return threads.stream().filter(thread -> layer.name().equals(thread.layer()));
  }

  Stream<ThreadPlacement> on(int cpu) {
    return threads.stream().filter(thread -> thread.cpu() == cpu);
  }

  Optional<Layer> layerOf(ThreadPlacement thread) {
    return plan.layer(Objects.requireNonNullElse(thread.layer(), ""));
  }

  boolean isOpen(ThreadPlacement thread) {
    return layerOf(thread)
        .filter(layer -> layer.kind() instanceof LayerKind.Open)
        .isPresent();
  }

  /** Returns the CPUs on which threads of a layer run. */
  CpuSet cpusOf(Layer layer) {
    return CpuSet.of(in(layer).mapToInt(ThreadPlacement::cpu).toArray());
  }

  /** Returns the CPUs on which any thread runs that a layer holds. */
  CpuSet busy() {
    return CpuSet.of(threads.stream().mapToInt(ThreadPlacement::cpu).toArray());
  }
}

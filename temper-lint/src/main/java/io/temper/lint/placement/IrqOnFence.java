package io.temper.lint.placement;

import io.temper.lint.fact.Fact;
import io.temper.lint.fact.IrqAffinity;
import io.temper.lint.fact.LintInput;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.Finding;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import io.temper.plan.Layer;
import java.util.List;
import java.util.stream.Stream;

/** No scheduler decides where interrupts are handled, and none can stop one. */
final class IrqOnFence {
  static final LintRule RULE = LintRule.named("irq_on_fence", LintScope.NODE, Severity.INFO)
      .title("Interrupts are handled outside of fences")
      .why("An interrupt takes the CPU from whatever runs there, for as long as its handler and its"
          + " soft interrupts take. No scheduler can help against that.")
      .remediation(
          "Bind the interrupts to CPUs outside of the fence: /proc/irq/N/smp_affinity_list,"
              + " or IRQBALANCE_BANNED_CPULIST for irqbalance. Those that the kernel manages cannot be"
              + " moved.")
      .needs(Fact.PLAN, Fact.IRQS)
      .check(IrqOnFence::check);

  private IrqOnFence() {}

  private static List<Finding> check(LintInput input) {
    List<Layer> fenced = input.get(Fact.PLAN).fencedLayers();
    return fenced.isEmpty()
        ? Finding.notApplicable(RunningThreads.NO_FENCE)
        : Finding.orPass(fenced.stream()
            .flatMap(layer -> look(layer, input.get(Fact.IRQS).irqs()))
            .toList());
  }

  private static Stream<Finding> look(Layer layer, List<IrqAffinity> irqs) {
    List<IrqAffinity> inside = irqs.stream()
        .filter(irq -> irq.cpus().intersects(layer.kind().fencedCpus()))
        .toList();
    return inside.isEmpty()
        ? Stream.empty()
        : Stream.of(Finding.violation(
            Subject.of(layer),
            "interrupts are handled behind the fence of layer " + layer.name() + ": "
                + text(inside.get(0))
                + (inside.size() > 1 ? " and " + (inside.size() - 1) + " more" : ""),
            Evidence.of(0, inside.size(), Unit.EVENTS)));
  }

  private static String text(IrqAffinity irq) {
    return irq.number() + (irq.name().isEmpty() ? "" : " (" + irq.name() + ")") + " on CPUs "
        + irq.cpus();
  }
}

package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.CompileResult;
import io.temper.kernel.CompileResult.Compiled;
import io.temper.kernel.CompileResult.OverLimit;
import io.temper.kernel.FairnessBounds;
import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import io.temper.kernel.KernelLimits;
import io.temper.kernel.LimitBreach;
import io.temper.kernel.LimitBreach.Limit;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks that a compiled plan lost nothing, or that each reason not to compile it was named. */
final class CompiledPlanCheck {
  /** Takes everything that a generator makes. */
  static final KernelLimits ROOMY =
      new KernelLimits(64, 8192, 1024, 16_384, Duration.ofNanos(1), Duration.ofHours(1));

  /** Refuses much of what the generators make, each limit by itself. */
  private static final List<KernelLimits> LIMITS = List.of(
      ROOMY,
      KernelLimits.STANDARD,
      new KernelLimits(4, 8192, 1024, 16_384, Duration.ofNanos(1), Duration.ofHours(1)),
      new KernelLimits(64, 8, 1024, 16_384, Duration.ofNanos(1), Duration.ofHours(1)),
      new KernelLimits(64, 8192, 2, 16_384, Duration.ofNanos(1), Duration.ofHours(1)),
      new KernelLimits(64, 8192, 1024, 3, Duration.ofNanos(1), Duration.ofHours(1)),
      new KernelLimits(64, 8192, 1024, 3, Duration.ofMillis(6), Duration.ofMillis(19)),
      new KernelLimits(3, 4, 1, 1, Duration.ofMillis(6), Duration.ofMillis(19)));

  private CompiledPlanCheck() {}

  /** Gives three of four control groups an id, as if the fourth did not exist any more. */
  static OptionalLong idOf(CgroupPath path) {
    int hash = path.hashCode() & Integer.MAX_VALUE;
    return hash % 4 == 0 ? OptionalLong.empty() : OptionalLong.of(hash);
  }

  static void check(EnforcementPlan plan, NodeTopology node) {
    for (KernelLimits limits : LIMITS) {
      CompileResult result = new KernelCompiler(limits, FairnessBounds.STANDARD)
          .compile(plan, node, CompiledPlanCheck::idOf, 1);
      Set<Limit> exceeded = exceeded(plan, node, limits);
      if (result instanceof Compiled compiled) {
        assertThat(exceeded).isEmpty();
        requireWhole(compiled, plan, node);
      } else if (result instanceof OverLimit overLimit) {
        assertThat(overLimit.breaches()).isNotEmpty();
        assertThat(new TreeSet<>(
                overLimit.breaches().stream().map(LimitBreach::limit).toList()))
            .isEqualTo(exceeded);
      }
    }
  }

  /** Counts by itself what the compiler has to refuse. */
  private static Set<Limit> exceeded(EnforcementPlan plan, NodeTopology node, KernelLimits limits) {
    Set<Limit> exceeded = new TreeSet<>();
    if (plan.layers().size() > limits.layers()) {
      exceeded.add(Limit.LAYERS);
    }
    if (node.online().stream().anyMatch(cpu -> cpu >= limits.cpus())) {
      exceeded.add(Limit.CPU_NUMBER);
    }
    if (node.caches().size() > limits.domains()) {
      exceeded.add(Limit.DOMAINS);
    }
    if (found(plan).size() > limits.members()) {
      exceeded.add(Limit.MEMBERS);
    }
    plan.layers().stream().map(layer -> layer.slice()).forEach(slice -> {
      if (slice.compareTo(limits.minSlice()) < 0) {
        exceeded.add(Limit.MIN_SLICE);
      }
      if (slice.compareTo(limits.maxSlice()) > 0) {
        exceeded.add(Limit.MAX_SLICE);
      }
    });
    return exceeded;
  }

  private static void requireWhole(Compiled compiled, EnforcementPlan plan, NodeTopology node) {
    KernelConfig config = compiled.config();
    assertThat(config.layers()).hasSameSizeAs(plan.layers());
    plan.layers().forEach(layer -> assertThat(ceilingOf(layer.name(), config))
        .isEqualTo(bindingCeiling(layer.ceiling(), node)));
    assertThat(config.cpus()).hasSameSizeAs(node.cpus());
    assertThat(config.members().keySet()).isEqualTo(found(plan));
    plan.members().stream()
        .filter(member -> member.cgroup() != null && idOf(member.cgroup()).isPresent())
        .forEach(member -> {
          Integer index = config.members().get(idOf(member.cgroup()).getAsLong());
          assertThat(index).isNotNull();
          assertThat(config.layers().get(index).name()).isEqualTo(member.layer());
        });
    assertThat(config.members().size() + compiled.unresolved().size())
        .isEqualTo(plan.members().size() + plan.systemCgroups().size());
  }

  private static long ceilingOf(String layer, KernelConfig config) {
    return config.layers().stream()
        .filter(each -> each.name().equals(layer))
        .mapToLong(KernelLayer::ceilingMillis)
        .sum();
  }

  /** What no node can exceed needs no watching. */
  private static long bindingCeiling(@Nullable CpuQuantity planned, NodeTopology node) {
    long nodeMillis = 1000L * node.cpus().size();
    return planned == null || planned.millis() >= nodeMillis ? 0 : planned.millis();
  }

  private static Set<Long> found(EnforcementPlan plan) {
    Set<Long> found = new TreeSet<>();
    plan.systemCgroups().forEach(path -> idOf(path).ifPresent(found::add));
    for (var member : plan.members()) {
      CgroupPath path = member.cgroup();
      if (path != null) {
        idOf(path).ifPresent(found::add);
      }
    }
    return found;
  }
}

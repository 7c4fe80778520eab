package io.temper.runtime.source;

import io.temper.spi.WorkloadSource;
import io.temper.tier.TierRules;
import io.temper.tier.TierRules.TierAnnotation;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import io.temper.workload.WorkloadRule;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of a host that no orchestrator manages: the control groups that rules stand for. Both
 * the rules and the groups are asked for each time. For one thread but for {@link #unmatched}.
 *
 * <p>A group that several rules stand for belongs to the first of them. All threads below a group
 * belong to it, so a group that lies inside of another one of the same rule is no workload of its own,
 * unless a group of another rule lies between the two.
 */
public final class RuledWorkloads implements WorkloadSource {
  private final Supplier<List<WorkloadRule>> rules;
  private final Function<CgroupPattern, List<CgroupPath>> groups;
  private volatile List<WorkloadRule> unmatched = List.of();

  /**
   * Creates a source.
   *
   * @param rules reads the rules; throws a {@link io.temper.TemperException} if it cannot
   * @param groups lists the groups that a pattern stands for and that are there now; throws a {@link
   *     io.temper.TemperException} if it cannot
   */
  public RuledWorkloads(
      Supplier<List<WorkloadRule>> rules, Function<CgroupPattern, List<CgroupPath>> groups) {
    this.rules = rules;
    this.groups = groups;
  }

  /**
   * Returns the rules by which the tiers of this source's workloads are decided. Who writes its rules
   * administers the host, so the tier that a rule names is honoured whatever is configured for
   * orchestrators.
   *
   * @param configured thresholds and place of system workloads
   * @return rules that honour {@code temper.io/tier}
   */
  public static TierRules tierRules(TierRules configured) {
    return new TierRules(
        configured.thresholds(),
        configured.systemPods(),
        TierAnnotation.HONOURED,
        AnnotationPrefixes.STANDARD);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if two rules have the same name
   */
  @Override
  public WorkloadSet workloads() {
    Map<CgroupPath, WorkloadRule> owners = owners(rules.get());
    return WorkloadSet.of(owners.entrySet().stream()
        .filter(group -> !group.getValue().equals(ownerAround(group.getKey(), owners)))
        .map(group -> group.getValue().toWorkload(group.getKey()))
        .toList());
  }

  /**
   * Returns the rules that stood for no group when the workloads were asked for last: their groups have not
   * come yet, or they have another name. May be called from any thread.
   *
   * @return an immutable list, in the order of the rules
   */
  public List<WorkloadRule> unmatched() {
    return unmatched;
  }

  private Map<CgroupPath, WorkloadRule> owners(List<WorkloadRule> all) {
    Set<String> names = new HashSet<>();
    List<WorkloadRule> idle = new ArrayList<>();
    Map<CgroupPath, WorkloadRule> owners = new LinkedHashMap<>();
    for (WorkloadRule rule : all) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException(
            "two rules are named '" + rule.name() + "'; give each its own name");
      }
      List<CgroupPath> its = groups.apply(rule.cgroup());
      if (its.isEmpty()) {
        idle.add(rule);
      }
      its.forEach(path -> owners.putIfAbsent(path, rule));
    }
    unmatched = List.copyOf(idle);
    return owners;
  }

  /** Returns the rule of the nearest group around a group that any rule stands for. */
  private static @Nullable WorkloadRule ownerAround(
      CgroupPath group, Map<CgroupPath, WorkloadRule> owners) {
    for (CgroupPath around : group.outwards()) {
      WorkloadRule owner = around.equals(group) ? null : owners.get(around);
      if (owner != null) {
        return owner;
      }
    }
    return null;
  }
}

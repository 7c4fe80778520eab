package io.temper.k8s.report;

import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.spi.NodeReport;
import io.temper.tier.Tier;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the annotations of a node say of its agent: names without their prefix, and values. Nothing in them
 * changes by the mere passing of time, so that an agent at rest writes nothing.
 */
public final class StatusAnnotations {
  /** What the agent is in: the labels of {@link NodeReport.State}. */
  public static final String STATUS = "agent-status";

  /** Why. */
  public static final String REASON = "agent-status-reason";

  /** Which configuration is in force; 0 while none is. */
  public static final String GENERATION = "config-generation";

  /** How many pods of the plan are in a tier; the tier's name follows. */
  public static final String PODS = "pods-";

  /** What the pods of a tier request together, in thousandths of a CPU; the tier's name follows. */
  public static final String CPU_MILLIS = "cpu-millis-";

  /** The kernel's release. */
  public static final String KERNEL = "kernel";

  /** A reason may quote what somebody wrote; a sentence is enough for an annotation. */
  private static final int LONGEST_REASON = 500;

  /** What the kernel's sched_ext offers, as {@code temper doctor} says; {@code none} without sched_ext. */
  public static final String FEATURE_LEVEL = "kernel-feature-level";

  private StatusAnnotations() {}

  /**
   * Makes the annotations.
   *
   * @param report what the node does
   * @param kernel its kernel
   * @return values by name
   */
  public static SortedMap<String, String> of(NodeReport report, NodeKernel kernel) {
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put(STATUS, report.state().label());
    annotations.put(REASON, cut(report.reason()));
    annotations.put(GENERATION, String.valueOf(report.generation()));
    annotations.put(KERNEL, kernel.release());
    if (!kernel.featureLevel().isEmpty()) {
      annotations.put(FEATURE_LEVEL, kernel.featureLevel());
    }
    EnforcementPlan plan = report.plan();
    if (plan != null) {
      addTiers(plan, annotations);
    }
    return Collections.unmodifiableSortedMap(annotations);
  }

  /**
   * Returns the names of all annotations that an agent may write.
   *
   * @return without their prefix, sorted
   */
  public static SortedSet<String> names() {
    SortedSet<String> names =
        new TreeSet<>(Set.of(STATUS, REASON, GENERATION, KERNEL, FEATURE_LEVEL));
    for (Tier tier : Tier.values()) {
      names.add(PODS + nameOf(tier));
      names.add(CPU_MILLIS + nameOf(tier));
    }
    return Collections.unmodifiableSortedSet(names);
  }

  private static String nameOf(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }

  private static void addTiers(EnforcementPlan plan, SortedMap<String, String> annotations) {
    Map<Tier, Integer> pods = new EnumMap<>(Tier.class);
    Map<Tier, Long> millis = new EnumMap<>(Tier.class);
    for (Member member : plan.members()) {
      // Pods of the system are in no tier.
      member.assignment().tier().ifPresent(tier -> {
        pods.merge(tier, 1, Integer::sum);
        millis.merge(tier, member.request().millis(), Long::sum);
      });
    }
    for (Tier tier : Tier.values()) {
      String name = nameOf(tier);
      annotations.put(PODS + name, String.valueOf(pods.getOrDefault(tier, 0)));
      annotations.put(CPU_MILLIS + name, String.valueOf(millis.getOrDefault(tier, 0L)));
    }
  }

  private static String cut(String reason) {
    return reason.length() <= LONGEST_REASON
        ? reason
        : reason.substring(0, LONGEST_REASON - 1) + "…";
  }
}

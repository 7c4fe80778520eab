package io.temper.workload;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes workloads of the control groups of a host that no orchestrator manages: what a person wrote
 * about all groups whose path matches a pattern.
 *
 * @param name what people call them; 1 to 63 letters, digits, dots, dashes and underscores
 * @param cgroup which groups
 * @param standing how much each of them matters
 * @param request the CPU time that each of them is promised; {@link CpuQuantity#ZERO} for none
 * @param limit the CPU time that each of them must not exceed, at least its request; null for none
 * @param profile the thread profile of each of them; null for none
 */
public record WorkloadRule(
    String name,
    CgroupPattern cgroup,
    Standing standing,
    CpuQuantity request,
    @Nullable CpuQuantity limit,
    @Nullable String profile) {
  /** The namespace of all workloads that rules make. */
  public static final String NAMESPACE = "file";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,63}");

  /**
   * Checks name and amounts.
   *
   * @throws IllegalArgumentException if the name has other characters, or the limit is zero or below
   *     the request
   */
  public WorkloadRule {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of workloads: '" + name
          + "': it must be 1 to 63 letters, digits, dots, dashes and underscores");
    }
    if (limit != null && limit.isZero()) {
      throw new IllegalArgumentException("a limit must not be zero: leave it out for none");
    }
    if (limit != null && request.compareTo(limit) > 0) {
      throw new IllegalArgumentException("the request, " + request + ", is above the limit, "
          + limit + ": raise the limit or lower the request");
    }
  }

  /**
   * Makes a rule without a thread profile.
   *
   * @param name what people call the workloads
   * @param cgroup which groups
   * @param standing how much each of them matters
   * @param request the CPU time that each of them is promised; {@link CpuQuantity#ZERO} for none
   * @param limit the CPU time that each of them must not exceed; null for none
   * @throws IllegalArgumentException if name or amounts are wrong
   */
  public WorkloadRule(
      String name,
      CgroupPattern cgroup,
      Standing standing,
      CpuQuantity request,
      @Nullable CpuQuantity limit) {
    this(name, cgroup, standing, request, limit, null);
  }

  /**
   * Returns a rule without request and limit.
   *
   * @param name what people call the workloads
   * @param cgroup which groups
   * @param standing how much each of them matters
   * @return the rule
   * @throws IllegalArgumentException if the name has other characters than a name may have
   */
  public static WorkloadRule of(String name, CgroupPattern cgroup, Standing standing) {
    return new WorkloadRule(name, cgroup, standing, CpuQuantity.ZERO, null);
  }

  /**
   * Returns the workload that a group is by this rule. It is named after the rule and, where the
   * pattern stands for several groups, after its path: {@code file/batch:/batch.slice/a.service}. A name
   * of rules has no colon, so different rules never make workloads of the same id.
   *
   * @param match a group that the pattern stands for
   * @return the workload
   * @throws IllegalArgumentException if the pattern does not stand for the group
   */
  public Workload toWorkload(CgroupPath match) {
    if (!cgroup.matches(match)) {
      throw new IllegalArgumentException(
          "the cgroup " + match + " does not match " + cgroup + ", the pattern of " + name);
    }
    String own = cgroup.isLiteral() ? name : name + ":" + match;
    WorkloadBuilder workload =
        Workload.builder(WorkloadId.of(NAMESPACE, own)).cgroup(match).request(request);
    if (limit != null) {
      workload.limit(limit);
    }
    standing.applyTo(workload);
    return profile == null ? workload.build() : withProfile(workload.build(), profile);
  }

  private static Workload withProfile(Workload workload, String profile) {
    Map<String, String> annotations = new HashMap<>(workload.annotations());
    annotations.put(AnnotationPrefixes.STANDARD.primary() + "workload-profile", profile);
    return workload.toBuilder().annotations(annotations).build();
  }
}

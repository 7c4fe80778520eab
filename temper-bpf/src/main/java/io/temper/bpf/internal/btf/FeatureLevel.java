package io.temper.bpf.internal.btf;

/**
 * What a kernel's sched_ext offers beyond the floor. Each level has all of the lower ones. Decided by
 * what the BTF shows, never by the version, since distributions carry features back.
 */
public enum FeatureLevel {
  /** The floor: what 6.12.10 has. */
  FL0("the floor"),
  /** Counts of what the kernel had to do by itself, as in 6.15. */
  FL1("event counters"),
  /** The scheduler is told of CPU limits, as in 6.17. */
  FL2("CPU limits are told"),
  /** Slice and virtual time of a waiting task can be set, as in 6.19. */
  FL3("slices can be set"),
  /** Insertion that fails instead of queueing, and requeueing, as in 7.1. */
  FL4("immediate insertion and requeueing");

  private final String title;

  FeatureLevel(String title) {
    this.title = title;
  }

  /** Returns the highest level of which {@code kernel} has everything. */
  public static FeatureLevel of(SchedExtBtf kernel) {
    FeatureLevel level = FL0;
    for (FeatureLevel next : values()) {
      if (!next.isIn(kernel)) {
        return level;
      }
      level = next;
    }
    return level;
  }

  private boolean isIn(SchedExtBtf kernel) {
    return switch (this) {
      case FL0 -> true;
      case FL1 -> kernel.kernelFunctions().contains("scx_bpf_events");
      case FL2 -> kernel.operations().contains("cgroup_set_bandwidth");
      case FL3 -> kernel.kernelFunctions().contains("scx_bpf_task_set_slice");
      case FL4 -> kernel.kernelFunctions().contains("scx_bpf_dsq_reenq");
    };
  }

  /** Returns as in "FL3 (slices can be set)". */
  @Override
  public String toString() {
    return name() + " (" + title + ")";
  }
}

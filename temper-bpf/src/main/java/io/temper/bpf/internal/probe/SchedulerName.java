package io.temper.bpf.internal.probe;

/** The name under which our scheduler shows in sysfs. */
public final class SchedulerName {
  /** What {@code root/ops} says while we are attached. */
  public static final String OURS = "temper";

  private SchedulerName() {}

  /** Returns whether a scheduler of that name is one of ours; the kernel may add a suffix. */
  public static boolean isOurs(String name) {
    return name.equals(OURS) || name.startsWith(OURS + "_");
  }
}

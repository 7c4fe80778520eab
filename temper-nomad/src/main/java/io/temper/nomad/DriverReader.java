package io.temper.nomad;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what Temper needs to know of the configuration of a task's driver. */
final class DriverReader {
  private static final String RAW_EXEC = "raw_exec";

  private DriverReader() {}

  /**
   * Returns the driver of a task.
   *
   * @throws AllocationRefusedException if the control group that it names is none
   */
  static TaskDriver driverOf(AllocationDto.Task task) throws AllocationRefusedException {
    String name = AllocationMapper.text(task.driver());
    Map<String, @Nullable Object> config = task.config() == null ? Map.of() : task.config();
    var driver = new TaskDriver(
        name,
        text(config.get("image")),
        isTrue(config.get("cpu_hard_limit")),
        name.equals(RAW_EXEC) ? text(config.get("cgroup_v2_override")) : null);
    requireCgroup(driver.cgroup());
    return driver;
  }

  private static void requireCgroup(@Nullable String cgroup) throws AllocationRefusedException {
    if (cgroup == null) {
      return;
    }
    try {
      NomadCgroups.chosen(cgroup);
    } catch (IllegalArgumentException e) {
      throw new AllocationRefusedException(
          "Config.cgroup_v2_override", String.valueOf(e.getMessage()), e);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? text : null;
  }

  /** A job that was written in JSON may have it as a text. */
  private static boolean isTrue(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }
}

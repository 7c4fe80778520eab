package io.temper.lab.kernel;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a kernel was built: the lines of its {@code .config}. */
public final class KernelConfiguration {
  private final Map<String, String> values;

  private KernelConfiguration(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a configuration.
   *
   * @param file the {@code .config} of a kernel
   * @return the configuration
   */
  public static KernelConfiguration read(Path file) {
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new LabException("cannot read the kernel configuration " + file + ": " + e, e);
    }
  }

  static KernelConfiguration parse(List<String> lines) {
    var values = new LinkedHashMap<String, String>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0 && line.startsWith("CONFIG_")) {
        values.put(line.substring("CONFIG_".length(), equals), line.substring(equals + 1));
      }
    }
    return new KernelConfiguration(values);
  }

  /**
   * Returns the frequency of the scheduler's tick.
   *
   * @return ticks per second; 0 if the configuration does not say
   */
  public int hz() {
    return Integer.parseInt(values.getOrDefault("HZ", "0"));
  }

  /**
   * Returns when the kernel takes a CPU from a task that runs in the kernel.
   *
   * @return "rt", "full", "lazy", "voluntary" or "none"; with "+dynamic" where the boot may choose
   */
  public String preemption() {
    String model = built("PREEMPT_RT")
        ? "rt"
        : built("PREEMPT_LAZY")
            ? "lazy"
            : built("PREEMPT") ? "full" : built("PREEMPT_VOLUNTARY") ? "voluntary" : "none";
    return built("PREEMPT_DYNAMIC") ? model + "+dynamic" : model;
  }

  /**
   * Returns whether a scheduler can be loaded as BPF.
   *
   * @return true if sched_ext is built in
   */
  public boolean schedExt() {
    return built("SCHED_CLASS_EXT");
  }

  /**
   * Returns whether the kernel describes its own types, which a portable BPF object needs.
   *
   * @return true if BTF is built in
   */
  public boolean btf() {
    return built("DEBUG_INFO_BTF");
  }

  /**
   * Returns whether an option is built into the image itself.
   *
   * @param option the option without {@code CONFIG_}
   * @return true if it is {@code y}; a module ({@code m}) is not built in
   */
  public boolean built(String option) {
    return "y".equals(values.get(option));
  }
}

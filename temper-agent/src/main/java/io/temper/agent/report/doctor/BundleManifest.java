package io.temper.agent.report.doctor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a bundle, and what is not.
 *
 * @param createdAt when it was made
 * @param version of Temper
 * @param entries what was to be in it
 * @param leftOut what is never in a bundle, a sentence each
 */
public record BundleManifest(
    Instant createdAt, String version, List<Entry> entries, List<String> leftOut) {
  /** What is never in a bundle, because it may hold secrets. */
  public static final List<String> LEFT_OUT = List.of(
      "command lines and environment variables of processes",
      "the kernel's command line, but for parameters that concern scheduling",
      "values of configuration keys whose names say that they are secret, and wherever else they occur",
      "comments of the configuration and of the workload file: what they say is given key by key",
      "the agent's log: see 'journalctl -u temper', or where its standard error goes");

  /** Copies the lists. */
  public BundleManifest {
    entries = List.copyOf(entries);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * One entry.
   *
   * @param name its name in the archive
   * @param what it is
   * @param bytes its size; 0 for one that is not there
   * @param isCut whether its end is left out because it was too large
   * @param problem why it is not there; null if it is
   */
  public record Entry(
      String name,
      String what,
      long bytes,
      boolean isCut,
      @Nullable String problem) {}

  /** Returns the entries that are not there. */
  public List<Entry> missing() {
    return entries.stream().filter(entry -> entry.problem() != null).toList();
  }
}

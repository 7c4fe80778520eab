package io.temper.bpf;

import io.temper.bpf.internal.probe.HostProbe;
import io.temper.bpf.internal.probe.SchedulerName;
import io.temper.spi.ProbeResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Asks this host whether it can run the scheduler: kernel, boot options, privileges, libbpf, object.
 * Changes nothing, never throws, and says for each question what was found and what to do.
 */
public final class Preflight {
  private final HostProbe probe;
  private final UnaryOperator<Check> review;

  /** Asks through {@code probe}; {@code review} looks at each answer once more. */
  Preflight(HostProbe probe, UnaryOperator<Check> review) {
    this.probe = probe;
    this.review = review;
  }

  /**
   * Prepares the questions to the machine that this JVM runs on.
   *
   * @param options which libbpf and which object to ask about
   * @return the preflight
   */
  public static Preflight ofThisHost(SchedExtOptions options) {
    return new SchedExtLoader(options).preflight();
  }

  /**
   * Asks everything.
   *
   * @return one answer per question, in a fixed order
   */
  public List<Check> run() {
    return probe.askAll().checks().stream().map(review).toList();
  }

  /**
   * Asks the host alone: files of {@code /sys} and {@code /proc}. Loads neither libbpf nor JNA, so an
   * application may ask at its start.
   *
   * @return one answer per question, in a fixed order
   */
  public List<Check> askHost() {
    return probe.askHost().checks();
  }

  /**
   * Tells which scheduler is in charge of this host; reads two small files.
   *
   * @return its name as the kernel has it; empty if the host runs its stock scheduler, or it cannot be
   *     told
   */
  public Optional<String> schedulerInCharge() {
    return probe.schedulerInCharge();
  }

  /**
   * Tells whether a scheduler is Temper's.
   *
   * @param scheduler its name as the kernel has it
   * @return true for the name that Temper's has, with or without what the kernel adds
   */
  public static boolean isTempers(String scheduler) {
    return SchedulerName.isOurs(scheduler);
  }

  /**
   * Asks the kernel's types alone what its sched_ext offers: the level that the check {@code sched-ext}
   * names.
   *
   * @return such as {@code FL2}; each level has all of the lower ones. {@code none} without sched_ext; empty
   *     if the types cannot be read
   */
  public Optional<String> featureLevel() {
    return probe.featureLevel();
  }

  /**
   * Sums answers up. Only questions on whose answer attaching depends count.
   *
   * @param checks the answers
   * @return no with every refusal; else could not find out with every open question; else yes
   */
  public static ProbeResult resultOf(List<Check> checks) {
    var refused = findings(checks, Check::refuses);
    if (!refused.isEmpty()) {
      return new ProbeResult.Unsupported(refused);
    }
    var open = findings(checks, Check::isOpen);
    return open.isEmpty() ? new ProbeResult.Supported() : new ProbeResult.Unknown(open);
  }

  private static List<ProbeResult.Finding> findings(List<Check> checks, Predicate<Check> which) {
    return checks.stream()
        .filter(which)
        .map(check -> new ProbeResult.Finding(check.id(), check.finding(), check.remedy()))
        .toList();
  }
}

package io.temper.spring;

import io.temper.bpf.Check;
import io.temper.spi.ProbeResult.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the starter does in this application, decided once at its start. Where it is not active, the
 * application runs as if the starter were absent.
 *
 * @param mode what the application has Temper for
 * @param active whether the starter does anything
 * @param reasons why not; empty if it is active
 */
public record TemperRole(TemperMode mode, boolean active, List<Finding> reasons) {
  private static final String LINUX = "Linux";

  /** A scheduler that is in charge already is what participants want, and a node waits until it is gone. */
  private static final String IN_CHARGE = "another-scheduler";

  /** The agent needs these, not who only names its threads. */
  private static final Set<String> OF_THE_AGENT = Set.of("capabilities", "user-namespace");

  /** Copies the list. */
  public TemperRole {
    reasons = List.copyOf(reasons);
  }

  /**
   * Decides it.
   *
   * @param properties what is configured
   * @param host the host
   * @return the role
   */
  public static TemperRole decide(TemperProperties properties, HostFacts host) {
    List<Finding> reasons = reasons(properties, host);
    return new TemperRole(properties.mode(), reasons.isEmpty(), reasons);
  }

  private static List<Finding> reasons(TemperProperties properties, HostFacts host) {
    if (!properties.enabled()) {
      return List.of(new Finding(
          "configuration", "temper.enabled is false", "set it to true, or leave it out"));
    }
    if (properties.mode() == TemperMode.PLANNER) {
      return List.of();
    }
    String system = host.operatingSystem();
    if (!system.equals(LINUX)) {
      return List.of(new Finding(
          "platform",
          "this is " + system + ", and only Linux has sched_ext",
          "nothing is to be done: run it on Linux where it matters"));
    }
    return host.checks().stream()
        .filter(Check::refuses)
        .filter(check -> concerns(properties.mode(), check.id()))
        .map(check -> new Finding(check.id(), check.finding(), check.remedy()))
        .toList();
  }

  private static boolean concerns(TemperMode mode, String check) {
    return !check.equals(IN_CHARGE) && (mode == TemperMode.NODE || !OF_THE_AGENT.contains(check));
  }

  /**
   * Says in one line what the starter does, or why it does nothing.
   *
   * @return a sentence without its full stop
   */
  public String text() {
    return active ? doing() : "Temper is not active: " + why();
  }

  private String doing() {
    return switch (mode) {
      case PARTICIPANT -> "Temper takes part: groups of threads count where its agent runs";
      case PLANNER -> "Temper plans: TierPlanner, Linter and Rightsizer are beans";
      case NODE -> "Temper runs this node: the control loop is in this process";
    };
  }

  private String why() {
    return reasons.stream()
        .map(reason -> reason.check() + ": " + reason.what() + " (" + reason.remedy() + ")")
        .collect(Collectors.joining("; "));
  }
}

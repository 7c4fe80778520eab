package io.temper.agent.daemon.safemode;

import io.temper.spi.SchedulerBackend;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * The scheduler that an agent which is gone may have left in charge under a lease: for who wants the stock
 * scheduler while no agent runs.
 *
 * @param backend ends it
 * @param isTempers tells whether the scheduler in charge is Temper's; false where that cannot be told
 * @param directory where it is looked for
 * @param doubt why that may be the wrong place; empty if it is the configured one
 */
public record LeftScheduler(
    SchedulerBackend backend, BooleanSupplier isTempers, Path directory, String doubt) {

  /**
   * What became of it.
   *
   * @param isInCharge whether a scheduler of Temper's still is in charge
   * @param text what to say of it; empty if there was nothing
   */
  public record Outcome(boolean isInCharge, String text) {}

  /** Ends it, if it is there. Never throws: who asks has more to do. */
  public Outcome end() {
    boolean was = isInCharge();
    String obstacle = tryToEnd();
    if (isInCharge()) {
      return new Outcome(true, remains(obstacle));
    }
    if (was) {
      return new Outcome(false, "the scheduler that was left in " + directory + " is ended");
    }
    return new Outcome(
        false,
        obstacle.isEmpty() ? "" : "what was left in " + directory + " stays there: " + obstacle);
  }

  /** One that is ending already is in charge no more. */
  private boolean isInCharge() {
    return backend.mayBeInCharge() && isTempers.getAsBoolean();
  }

  /** Returns what stood in the way; a host without libbpf throws errors as well. */
  private String tryToEnd() {
    try {
      backend.endLeft();
      return "";
    } catch (RuntimeException | LinkageError e) {
      return String.valueOf(e.getMessage());
    }
  }

  private String remains(String obstacle) {
    String why = obstacle.isEmpty()
        ? "a living process has it, or it was not left in " + directory
        : obstacle;
    return "Temper's scheduler is still in charge: " + why
        + (doubt.isEmpty() ? "" : " (" + doubt + ")")
        + "; name the agent's --socket or --config, or as root remove what keeps it: rm -r "
        + directory;
  }
}

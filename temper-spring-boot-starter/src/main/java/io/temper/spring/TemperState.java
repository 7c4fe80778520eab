package io.temper.spring;

/**
 * What Temper does for this application at one moment.
 *
 * @param label a stable name for programs, for example {@code attended}
 * @param reason why it is so, in a sentence without its full stop
 * @param level what it means for the health of the application
 */
public record TemperState(String label, String reason, Level level) {

  /** What a state means for the health of the application. */
  public enum Level {
    /** All is as it was asked to be. */
    UP,
    /** Nothing is wrong, and nothing is done: somebody asked for that, or it is somebody else's turn. */
    UNKNOWN,
    /** The node is on its stock scheduler, since this application does not run it any more. */
    OUT_OF_SERVICE,
    /** The node is on its stock scheduler by a fault. */
    DOWN
  }

  /**
   * Returns the state of an application whose starter does nothing.
   *
   * @param role says why
   * @return the state {@code inactive}
   */
  public static TemperState inactive(TemperRole role) {
    return new TemperState("inactive", role.text(), Level.UNKNOWN);
  }
}

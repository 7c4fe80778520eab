package io.temper.runtime.thread;

/** Tells of failures where nothing may fail any more. */
public final class Telling {
  private Telling() {}

  /**
   * Tells, whatever becomes of it: telling needs memory, which may be what is lacking.
   *
   * @param told tells, by a line in the log for one
   * @return whether it was told
   */
  public static boolean quietly(Runnable told) {
    try {
      told.run();
      return true;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }
}

package io.temper.runtime.thread;

/**
 * Rings when there may be something new, so that nobody need look many times a second. It may ring for
 * nothing, and miss something now and then: whoever goes by it looks all the same, only more seldom.
 */
public interface Bell {

  /**
   * Tells whether it rings at all. May be called from any thread.
   *
   * @return false if whoever wants to know must look often
   */
  boolean rings();

  /**
   * Waits until it rings. Once it rings no more it may return at once.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  void await() throws InterruptedException;

  /**
   * Returns a bell that never rings, and says so.
   *
   * @return the bell
   */
  static Bell none() {
    return Mute.BELL;
  }

  /** Where nothing tells of changes. */
  enum Mute implements Bell {
    /** The only one. */
    BELL;

    @Override
    public boolean rings() {
      return false;
    }

    @Override
    public void await() {}
  }
}

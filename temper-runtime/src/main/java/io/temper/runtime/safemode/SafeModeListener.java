package io.temper.runtime.safemode;

/**
 * Hears of safe mode, after the scheduler was ended, from the thread that asked. Must not block; what it
 * throws is logged and changes nothing.
 */
public interface SafeModeListener {

  /**
   * A source asks, or gives another reason than before.
   *
   * @param request who asks, and why
   */
  void entered(SafeModeRequest request);

  /**
   * A source asks no more.
   *
   * @param request what it had asked for
   * @param by who withdrew it, as far as it can be known
   */
  void left(SafeModeRequest request, String by);

  /**
   * Returns a listener that only lets somebody look.
   *
   * @param wake is called after each change, such as what wakes the control loop
   * @return the listener
   */
  static SafeModeListener waking(Runnable wake) {
    return new WakingListener(wake);
  }
}

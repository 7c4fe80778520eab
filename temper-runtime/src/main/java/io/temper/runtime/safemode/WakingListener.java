package io.temper.runtime.safemode;

/** Lets somebody see at once that something has changed. */
record WakingListener(Runnable wake) implements SafeModeListener {
  @Override
  public void entered(SafeModeRequest request) {
    wake.run();
  }

  @Override
  public void left(SafeModeRequest request, String by) {
    wake.run();
  }
}

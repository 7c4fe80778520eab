package io.temper.runtime.thread;

import java.util.concurrent.Semaphore;

/** Rings when there is news. Rings that nobody has waited for are one ring. */
public final class NewsBell implements Bell {
  private final Semaphore news = new Semaphore(0);

  /** Tells that there is something new. May be called from any thread. */
  public void ring() {
    news.release();
  }

  @Override
  public boolean rings() {
    return true;
  }

  @Override
  public void await() throws InterruptedException {
    news.acquire();
    news.drainPermits();
  }
}

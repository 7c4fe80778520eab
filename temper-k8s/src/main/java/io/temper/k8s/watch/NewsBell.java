package io.temper.k8s.watch;

import io.temper.runtime.thread.Bell;
import java.util.concurrent.Semaphore;

/** Rings when there is news. Rings that nobody has waited for are one ring. */
final class NewsBell implements Bell {
  private final Semaphore news = new Semaphore(0);

  void ring() {
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

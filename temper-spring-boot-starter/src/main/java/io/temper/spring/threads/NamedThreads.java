package io.temper.spring.threads;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names the threads of another factory, before they start: the kernel keeps what it is told then. */
final class NamedThreads implements ThreadFactory {
  private final PlacedPool pool;
  private final ThreadFactory factory;
  private final AtomicInteger made = new AtomicInteger();

  NamedThreads(PlacedPool pool, ThreadFactory factory) {
    this.pool = pool;
    this.factory = factory;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = factory.newThread(work);
    thread.setName(pool.threadNames() + made.incrementAndGet());
    return thread;
  }
}

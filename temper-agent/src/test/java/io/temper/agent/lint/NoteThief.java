package io.temper.agent.lint;

import io.temper.agent.demo.node.Await;
import io.temper.spi.AttachedScheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes away what the scheduler has noted of a thread, again and again, as some other program might. */
final class NoteThief implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicInteger stolen = new AtomicInteger();
  private final Thread thread;
  private volatile boolean stopped;

  NoteThief(AttachedScheduler scheduler, int tid) {
    thread = new Thread(
        () -> {
          while (!stopped) {
            stolen.addAndGet(scheduler.unassign(tid) ? 1 : 0);
            Await.pause(PAUSE);
          }
        },
        "note-thief");
    thread.start();
  }

  int stolen() {
    return stolen.get();
  }

  @Override
  public void close() {
    stopped = true;
    Await.until(PATIENCE, () -> !thread.isAlive(), () -> "the thief does not end");
  }
}

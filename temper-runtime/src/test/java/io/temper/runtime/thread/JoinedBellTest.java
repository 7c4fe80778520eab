package io.temper.runtime.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JoinedBellTest {
  private final HandBell one = new HandBell();
  private final HandBell other = new HandBell();

  private static final class HandBell implements Bell {
    private final Semaphore rung = new Semaphore(0);
    private final AtomicInteger waits = new AtomicInteger();
    private volatile boolean rings = true;

    @Override
    public boolean rings() {
      return rings;
    }

    @Override
    public void await() throws InterruptedException {
      waits.incrementAndGet();
      rung.acquire();
    }
  }

  @Test
  void await_eitherRings_returns() throws InterruptedException {
    try (var joined = new JoinedBell("test", List.of(one, other))) {
      one.rung.release();
      joined.await();
      other.rung.release();
      joined.await();
    }
  }

  @Test
  void await_rangManyTimes_returnsOnceForAll() throws InterruptedException {
    try (var joined = new JoinedBell("test", List.of(one, other))) {
      one.rung.release(3);
      // The fourth wait begins once the third ring was passed on.
      while (one.waits.get() < 4) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      joined.await();
      var second = new Thread(() -> awaitQuietly(joined));
      second.start();
      second.join(300);
      assertThat(second.isAlive()).isTrue();
      other.rung.release();
      second.join();
    }
  }

  private static void awaitQuietly(Bell bell) {
    try {
      bell.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void rings_oneRingsNoMore_isFalse() {
    try (var joined = new JoinedBell("test", List.of(one, other))) {
      assertThat(joined.rings()).isTrue();
      other.rings = false;
      assertThat(joined.rings()).isFalse();
    }
  }
}

package io.temper.runtime.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookoutTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration EVER = Duration.ofDays(1);

  private final Semaphore looks = new Semaphore(0);
  private final HandBell bell = new HandBell();
  private Lookout lookout = lookout(SHORT, EVER, bell);

  private Lookout lookout(Duration often, Duration seldom, Bell by) {
    return new Lookout("test", looks::release, new Lookout.Pause(often, seldom), by);
  }

  @AfterEach
  void tearDown() {
    lookout.close();
  }

  @Test
  void bell_endsTheRest() throws InterruptedException {
    lookout.start();
    looks.acquire();
    bell.strokes.release();
    looks.acquire();
    bell.strokes.release();
    looks.acquire();
    assertThat(looks.tryAcquire(50, TimeUnit.MILLISECONDS)).as("unasked").isFalse();
  }

  @Test
  void now_endsTheRest() throws InterruptedException {
    lookout.start();
    looks.acquire();
    lookout.now();
    looks.acquire();
  }

  @Test
  void silentBell_isLookedAllTheSame() throws InterruptedException {
    lookout = lookout(SHORT, Duration.ofMillis(5), bell);
    lookout.start();
    looks.acquire(5);
  }

  @Test
  void noBell_isLookedOften() throws InterruptedException {
    lookout = lookout(SHORT, EVER, Bell.none());
    lookout.start();
    looks.acquire(5);
  }

  @Test
  void bellThatBreaks_isLookedOftenFromThenOn() throws InterruptedException {
    lookout.start();
    looks.acquire();
    bell.broken = true;
    bell.strokes.release();
    looks.acquire(5);
  }

  @Test
  void bellThatRingsAllTheTime_isNotFollowedAllTheTime() throws InterruptedException {
    lookout = lookout(EVER, EVER, bell);
    bell.strokes.release(1_000);
    lookout.start();
    looks.acquire();
    // The second is the one that the first stroke asks for.
    looks.acquire();
    assertThat(looks.tryAcquire(50, TimeUnit.MILLISECONDS)).isFalse();
  }

  @Test
  void pause_isNeverShorterThanWithoutABell() {
    var pause = new Lookout.Pause(Duration.ofSeconds(10), Duration.ofSeconds(1));
    assertThat(pause.with(bell)).isEqualTo(Duration.ofSeconds(10));
    assertThat(pause.with(Bell.none())).isEqualTo(Duration.ofSeconds(10));
  }

  /** Rings as often as a test wants. */
  private static final class HandBell implements Bell {
    final Semaphore strokes = new Semaphore(0);
    volatile boolean broken;

    @Override
    public boolean rings() {
      return !broken;
    }

    @Override
    public void await() throws InterruptedException {
      strokes.acquire();
    }
  }
}

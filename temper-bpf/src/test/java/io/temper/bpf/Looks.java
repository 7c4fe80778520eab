package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again which scheduler is in charge, while something happens. */
final class Looks implements AutoCloseable {
  private static final long PERIOD_NANOS = 5_000_000;
  private static final int LEAST_PER_SECOND = 50;

  private final List<String> others = new ArrayList<>();
  private final String expected = look();
  private final long start = System.nanoTime();
  private final Thread thread = new Thread(this::run, "looks");
  private volatile boolean stopped;
  private int count;

  Looks() {
    assertThat(expected).startsWith("enabled ");
    thread.start();
  }

  private static String look() {
    return KernelHost.state() + " " + KernelHost.enableSequence();
  }

  private void run() {
    while (!stopped) {
      var now = look();
      count++;
      if (!now.equals(expected)) {
        others.add(now);
      }
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }

  /** Ends looking; fails if anything but the first scheduler was ever seen. Returns looks a second. */
  double perSecond() {
    close();
    assertThat(others).as("anything but '" + expected + "'").isEmpty();
    double perSecond = count / ((System.nanoTime() - start) / 1e9);
    assertThat(perSecond).as("looks a second").isGreaterThan(LEAST_PER_SECOND);
    return perSecond;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.temper.testkit.load;

import io.temper.rightsize.usage.ThreadUse;
import java.time.Duration;
import java.util.Random;

/** One thread: works, sleeps, works. Times are seconds since the start. */
final class SimulatedThread {
  private final Load load;
  private final Random random;
  private boolean active;
  private double work;
  private double wakesAt;
  private double ran;
  private double waited;

  SimulatedThread(Load load, long seed) {
    this.load = load;
    this.random = new Random(seed);
  }

  /** Comes to work or goes home; a piece of work that was begun is left. */
  void setActive(boolean wanted, double now) {
    if (wanted && !active) {
      // They do not all begin at once.
      work = 0;
      wakesAt = now + load.sleepSeconds() * random.nextDouble();
    }
    active = wanted;
  }

  boolean isRunnable(double now) {
    return active && (work > 0 || wakesAt <= now);
  }

  /** Returns when this thread's state changes by itself, at most {@code until}. */
  double nextEvent(double now, double rate, double until) {
    if (!active) {
      return until;
    }
    if (!isRunnable(now)) {
      return Math.min(until, wakesAt);
    }
    begin(now);
    return rate > 0 ? Math.min(until, now + work / rate) : until;
  }

  /** Lets time pass from {@code now} to {@code then}, running at a rate of 0 to 1 CPU. */
  void advance(double now, double then, double rate) {
    if (!isRunnable(now)) {
      return;
    }
    begin(now);
    ran += rate * (then - now);
    waited += (1 - rate) * (then - now);
    work -= rate * (then - now);
    if (work <= 1e-9) {
      work = 0;
      wakesAt = then + drawn(load.sleepSeconds());
    }
  }

  /** Returns what it did since the last call. */
  ThreadUse takeUse() {
    ThreadUse use = new ThreadUse(duration(ran), duration(waited));
    ran = 0;
    waited = 0;
    return use;
  }

  static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private void begin(double now) {
    if (work == 0 && wakesAt <= now) {
      work = Math.max(1e-6, drawn(load.workSeconds()));
    }
  }

  private double drawn(double mean) {
    double exponential = -Math.log(1 - random.nextDouble());
    return mean * (1 - load.variation() + load.variation() * exponential);
  }
}

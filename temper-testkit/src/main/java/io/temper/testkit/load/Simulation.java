package io.temper.testkit.load;

import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.Throttling;
import io.temper.rightsize.usage.UsageSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The state of one run. Mutable; times are seconds since the start. */
final class Simulation {
  private static final double PERIOD = 0.1;
  private static final int WINDOWS_PER_MINUTE = 6;
  private static final double WINDOW = 10;

  private final Load load;
  private final Node node;
  private final List<SimulatedThread> threads = new ArrayList<>();
  private double now;
  private double periodEnd = PERIOD;
  private double budget;
  private boolean periodHadWork;
  private boolean periodThrottled;
  private long periods;
  private long throttledPeriods;
  private double throttledSeconds;

  Simulation(Load load, Node node, int threads, long seed) {
    this.load = load;
    this.node = node;
    this.budget = node.limitCpus() * PERIOD;
    for (int i = 0; i < threads; i++) {
      this.threads.add(new SimulatedThread(load, seed * 1000 + i));
    }
  }

  /** Runs one minute. */
  UsageSample minute(int minute) {
    int active = load.threads().applyAsInt(minute);
    for (int i = 0; i < threads.size(); i++) {
      threads.get(i).setActive(i < active, now);
    }
    List<UsageSample> windows = new ArrayList<>();
    for (int i = 1; i <= WINDOWS_PER_MINUTE; i++) {
      windows.add(window((minute * WINDOWS_PER_MINUTE + i) * WINDOW));
    }
    return UsageSample.joined(windows);
  }

  private UsageSample window(double until) {
    double start = now;
    while (now < until) {
      step(until);
    }
    List<ThreadUse> uses = threads.stream().map(SimulatedThread::takeUse).toList();
    Duration ran = uses.stream().map(ThreadUse::ran).reduce(Duration.ZERO, Duration::plus);
    Throttling held =
        new Throttling(periods, throttledPeriods, SimulatedThread.duration(throttledSeconds));
    periods = 0;
    throttledPeriods = 0;
    throttledSeconds = 0;
    return UsageSample.builder(
            LoadGenerator.START.plus(SimulatedThread.duration(start)),
            SimulatedThread.duration(until - start))
        .run(ran)
        .threads(uses)
        .throttling(held, node.cpus())
        .runnable(List.of(runnable()))
        .build();
  }

  private void step(double until) {
    int runnable = runnable();
    boolean limited = node.limitCpus() > 0;
    boolean held = limited && budget <= 0;
    double granted = held ? 0 : node.granted(runnable);
    double rate = runnable == 0 ? 0 : granted / runnable;
    double then = limited ? Math.min(until, periodEnd) : until;
    if (limited && granted > 0) {
      then = Math.min(then, now + budget / granted);
    }
    for (SimulatedThread thread : threads) {
      then = thread.nextEvent(now, rate, then);
    }
    for (SimulatedThread thread : threads) {
      thread.advance(now, then, rate);
    }
    if (limited) {
      count(runnable, granted, held, then);
    }
    now = then;
  }

  private void count(int runnable, double granted, boolean held, double then) {
    periodHadWork |= runnable > 0;
    budget -= granted * (then - now);
    if (budget < 1e-9) {
      budget = 0;
    }
    if (held && runnable > 0) {
      periodThrottled = true;
      throttledSeconds += Math.min(runnable, node.cpus()) * (then - now);
    }
    if (then >= periodEnd) {
      periods += periodHadWork ? 1 : 0;
      throttledPeriods += periodThrottled ? 1 : 0;
      periodHadWork = false;
      periodThrottled = false;
      budget = node.limitCpus() * PERIOD;
      periodEnd += PERIOD;
    }
  }

  private int runnable() {
    int count = 0;
    for (SimulatedThread thread : threads) {
      count += thread.isRunnable(now) ? 1 : 0;
    }
    return count;
  }
}

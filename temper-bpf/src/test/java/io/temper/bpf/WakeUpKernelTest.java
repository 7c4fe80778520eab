package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How soon a thread that wakes up gets a CPU, as a ratio to the stock scheduler in the same run. */
@Tag("kernel")
@ConformanceRow({"14", "b"})
@LongFormOnly
class WakeUpKernelTest {
  private static final int ROUNDS = 8;
  private static final int SECONDS = 2;
  private static final int HIGH = 2;
  private static final int LOW = 3;

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final Path high = KernelHost.newCgroup("temper-test/high");
  private final Path low = KernelHost.newCgroup("temper-test/low");
  private final Rounds stockIdle = new Rounds();
  private final Rounds stockFull = new Rounds();
  private final Rounds realTimeFull = new Rounds();
  private final Rounds temperIdle = new Rounds();
  private final Rounds temperFull = new Rounds();

  /** The p99 of each round. */
  private record Rounds(Times late, Times waited) {
    Rounds() {
      this(new Times(), new Times());
    }

    void add(WakeUps.P99 round) {
      late.add(round.late());
      waited.add(round.waited());
    }

    void publish(TestReporter reporter, String what) {
      reporter.publishEntry(what + ": p99 of the wait for a CPU", waited.toString());
      reporter.publishEntry(what + ": p99 of being late", late.toString());
    }
  }

  private SchedExtScheduler attach() {
    var members = Map.of(KernelHost.idOf(high), HIGH, KernelHost.idOf(low), LOW);
    return host.attach(KernelHost.config(1, members, "high", "low"));
  }

  private void fill() {
    load.spinners(2 * KernelHost.cpus(), low);
    KernelHost.pause(Duration.ofMillis(300));
  }

  private static double ratio(Times part, Times of) {
    return (double) part.median().toNanos() / of.median().toNanos();
  }

  private static void publish(TestReporter reporter, String what, double ratio) {
    reporter.publishEntry(what, String.format(Locale.ROOT, "%.2f", ratio));
  }

  /**
   * The idle rounds begin right after attaching, so they are those of a node just taken over. On a full
   * node the wait is counted from the moment the kernel woke the thread: emulated CPUs that are all at work
   * get their timer's interrupts late by milliseconds, whatever scheduler runs, and so late is a real-time
   * thread as well. Until then no scheduler knows of a wake-up.
   */
  @Test
  void preemptingLayer_onAFullNode_wakesUpAboutAsOnAnIdleOne(TestReporter reporter) {
    for (int round = 0; round < ROUNDS; round++) {
      stockIdle.add(WakeUps.p99(high, SECONDS));
      fill();
      stockFull.add(WakeUps.p99(high, SECONDS));
      realTimeFull.add(WakeUps.realTimeP99(high, SECONDS));
      load.close();
      try (var scheduler = attach()) {
        temperIdle.add(WakeUps.p99(high, SECONDS));
        fill();
        temperFull.add(WakeUps.p99(high, SECONDS));
        load.close();
        KernelHost.requireNobodyLeftBehind(scheduler);
      }
    }
    stockIdle.publish(reporter, "stock, idle");
    stockFull.publish(reporter, "stock, full");
    realTimeFull.publish(reporter, "real-time, full");
    temperIdle.publish(reporter, "Temper, idle");
    temperFull.publish(reporter, "Temper, full");
    double firstWakeUps = ratio(temperIdle.late(), stockIdle.late());
    double full = ratio(temperFull.waited(), stockIdle.waited());
    publish(reporter, "first wake-ups, late, Temper / stock", firstWakeUps);
    publish(reporter, "wait, full Temper / idle stock", full);
    publish(
        reporter, "wait, full stock / idle stock", ratio(stockFull.waited(), stockIdle.waited()));
    publish(
        reporter, "late, full Temper / real-time", ratio(temperFull.late(), realTimeFull.late()));
    assertThat(firstWakeUps).as("idle, by stock").isLessThan(1.5);
    assertThat(full).as("full, by stock idle").isLessThan(2);
  }
}

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
  private final Times stockIdle = new Times();
  private final Times stockFull = new Times();
  private final Times realTimeFull = new Times();
  private final Times temperIdle = new Times();
  private final Times temperFull = new Times();

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
   * The idle rounds begin right after attaching, so they are those of a node just taken over. Emulated
   * CPUs that are all at work slow each other down: there a real-time thread is the limit.
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
    reporter.publishEntry("stock, idle: p99", stockIdle.toString());
    reporter.publishEntry("stock, full: p99", stockFull.toString());
    reporter.publishEntry("real-time, full: p99", realTimeFull.toString());
    reporter.publishEntry("Temper, idle: p99", temperIdle.toString());
    reporter.publishEntry("Temper, full: p99", temperFull.toString());
    publish(reporter, "first wake-ups, Temper / stock", ratio(temperIdle, stockIdle));
    publish(reporter, "full Temper / idle stock", ratio(temperFull, stockIdle));
    publish(reporter, "full stock / idle stock", ratio(stockFull, stockIdle));
    publish(reporter, "full real-time / idle stock", ratio(realTimeFull, stockIdle));
    assertThat(ratio(temperIdle, stockIdle)).as("idle, by stock").isLessThan(1.5);
    assertThat(ratio(temperFull, stockIdle))
        .as("full, by stock idle")
        .isLessThan(Math.max(2, 1.5 * ratio(realTimeFull, stockIdle)));
  }
}

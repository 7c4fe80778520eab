package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelChange;
import io.temper.kernel.KernelConfig;
import io.temper.observe.SchedulerExit;
import io.temper.spi.PublishOutcome;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Random valid configurations, twenty a second, into a scheduler under load. */
@Tag("kernel")
@ConformanceRow("f")
@LongFormOnly
class StormKernelTest {
  private static final Duration PERIOD = Duration.ofMillis(50);
  private static final int PUBLISHES_PER_WINDOW = 80;

  private final SchedExtLoader loader = new SchedExtLoader();
  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();
  private final Load load = new Load();
  private final Times publishing = new Times();
  private final Times adopting = new Times();
  private final Times rate = new Times();
  private int membersOnly;

  @AfterEach
  void stopLoad() {
    load.close();
    KernelHost.moveThisJvm(KernelHost.newCgroup(""));
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  private StormConfigs configs(long seed) {
    var agent = KernelHost.newCgroup("temper-test/agent");
    KernelHost.moveThisJvm(agent);
    var critical = KernelHost.idOf(KernelHost.newCgroup("temper-test/critical"));
    var others = IntStream.range(0, 4)
        .mapToObj(i -> KernelHost.idOf(KernelHost.newCgroup("temper-test/other" + i)))
        .toList();
    return new StormConfigs(seed, KernelHost.idOf(agent), critical, others);
  }

  private void publish(SchedExtScheduler scheduler, KernelConfig config) {
    long start = System.nanoTime();
    var outcome = scheduler.publish(config);
    publishing.addSince(start);
    assertThat(outcome).isInstanceOf(PublishOutcome.Published.class);
    if (outcome instanceof PublishOutcome.Published published
        && published.change() instanceof KernelChange.Members) {
      membersOnly++;
    } else {
      adopting.add(scheduler.awaitAdopted(Duration.ofSeconds(5)).orElseThrow());
    }
    assertThat(KernelHost.state()).isEqualTo("enabled");
  }

  private void publishEach50Millis(SchedExtScheduler scheduler, StormConfigs configs, int times) {
    long next = System.nanoTime();
    for (int i = 0; i < times; i++) {
      publish(scheduler, configs.next());
      next += PERIOD.toNanos();
      long left = next - System.nanoTime();
      KernelHost.pause(Duration.ofNanos(Math.max(0, left)));
      rate.addSince(next - PERIOD.toNanos());
      next = Math.max(next, System.nanoTime());
    }
  }

  /** The kernel's grace periods, which a change of shape waits for, need threads of the system layer. */
  @Test
  void storm_whileTheCriticalLayerSpinsEverywhere_goesOn(TestReporter reporter) {
    var configs = configs(43);
    try (var scheduler = loader.attach(configs.next(), exits::add)) {
      load.spinners(2 * KernelHost.cpus(), KernelHost.newCgroup("temper-test/critical"));
      KernelHost.pause(Duration.ofSeconds(1));
      long sequence = KernelHost.enableSequence();
      publishEach50Millis(scheduler, configs, 2 * PUBLISHES_PER_WINDOW);
      assertThat(KernelHost.enableSequence()).isEqualTo(sequence);
      KernelHost.requireNobodyLeftBehind(scheduler);
      report(reporter);
      assertThat(KernelHost.kernelLog()).doesNotContain("rcu_preempt detected stalls");
    }
    assertThat(exits).isEmpty();
  }

  private void report(TestReporter reporter) {
    reporter.publishEntry("publish() with its grace period", publishing.toString());
    reporter.publishEntry("adopted by every busy CPU after", adopting.toString());
    reporter.publishEntry("from one publish to the next", rate.toString());
    reporter.publishEntry("publishes of members only", Integer.toString(membersOnly));
  }
}

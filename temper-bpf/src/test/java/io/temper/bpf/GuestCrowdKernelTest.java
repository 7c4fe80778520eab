package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** So many guests behind a fence that with a twentieth of it each would wait for longer than the kernel allows. */
@Tag("kernel")
@ConformanceRow("10")
@LongFormOnly
class GuestCrowdKernelTest {
  private static final int OWNER = 2;
  private static final int BATCH = 3;
  private static final int CROWD = 500;

  /** Twice as long as anybody may wait: a wait is seen when it ends. */
  private static final Duration TIME = Duration.ofSeconds(40);

  /** Two thirds of the kernel's thirty; ten are planned. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final Path owners = KernelHost.newCgroup("temper-test/owners");
  private final Path batch = KernelHost.newCgroup("temper-test/batch");

  @Test
  void crowdOfGuestsOnACpuThatItsOwnerKeepsBusy_isServedInTimeAndLeavesTheOwnerHalfOfIt(
      TestReporter reporter) {
    assumeThat(KernelHost.cpus()).as("CPUs").isGreaterThan(1);
    int last = KernelHost.cpus() - 1;
    load.crowdOn(last, batch, CROWD);
    load.spinners(2, owners);
    var members = Map.of(KernelHost.idOf(owners), OWNER, KernelHost.idOf(batch), BATCH);
    var config = KernelHost.config(1, members, "owner", "batch");
    try (var scheduler = host.attach(Configs.fenced(config, OWNER, CpuSet.of(last), true))) {
      double got = KernelHost.usedCpus(owners, TIME);
      reporter.publishEntry("CPUs of the owner", Double.toString(got));
      var wait = scheduler.snapshot().layer("batch").orElseThrow().longestWait();
      reporter.publishEntry("longest wait of the guests in ms", Long.toString(wait.toMillis()));
      assertThat(wait).as("longest wait").isLessThan(LONGEST_WAIT);
      assertThat(got).as("CPUs of the owner").isGreaterThan(0.45);
      assertThat(scheduler.snapshot().counters().rescues()).isZero();
    }
  }
}

package io.temper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.observe.SchedulerExit;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeBackendTest extends SchedulerBackendContract {
  private final FakeBackend host = new FakeBackend();

  @Override
  protected SchedulerBackend backend() {
    return host;
  }

  @Override
  protected KernelConfig config() {
    return KernelConfigs.plain(NodeTopology.parse("4c8t"));
  }

  @Override
  protected void eject(AttachedScheduler scheduler) {
    host.eject(SchedulerExit.of(1026, 0, "runnable task stall", "test[1] failed to run", ""));
  }

  @Override
  protected long attachments() {
    return host.attachments();
  }

  @Test
  void attach_onUnsupportedHost_failsWithTheFindings() {
    var finding = new ProbeResult.Finding("sched_ext", "the kernel has none", "boot 6.12 or newer");
    host.probeAnswers(new ProbeResult.Unsupported(List.of(finding)));
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(() -> host.attach(config(), exit -> {}).close())
        .withMessageContaining("boot 6.12 or newer");
  }

  @Test
  void inForce_followsWhatIsPublished() {
    KernelConfig next = KernelConfigs.withoutMembers(config()).withGeneration(2);
    try (AttachedScheduler scheduler = host.attach(config(), exit -> {})) {
      scheduler.publish(next);
      assertThat(host.inForce()).contains(next);
    }
    assertThat(host.inForce()).isEmpty();
  }
}

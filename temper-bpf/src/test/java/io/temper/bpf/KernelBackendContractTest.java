package io.temper.bpf;

import io.temper.kernel.KernelConfig;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.SchedulerBackend;
import io.temper.testkit.SchedulerBackendContract;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** The contract of a backend, on a real kernel. */
@Tag("kernel")
class KernelBackendContractTest extends SchedulerBackendContract {
  private final SchedExtLoader loader = new SchedExtLoader(KernelHost.withFaultInjection());

  @Override
  protected SchedulerBackend backend() {
    return loader;
  }

  @Override
  protected KernelConfig config() {
    return KernelHost.config(1, Map.of(77L, 2), "high");
  }

  @Override
  protected void eject(AttachedScheduler scheduler) {
    ((SchedExtScheduler) scheduler).injectError();
  }

  @Override
  protected long attachments() {
    return KernelHost.enableSequence();
  }
}

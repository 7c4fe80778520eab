package io.temper.bpf;

import io.temper.kernel.KernelConfig;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.SchedulerBackend;
import io.temper.testkit.SchedulerBackendContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a backend, on a host of files and a fake libbpf. */
class FakeBackendContractTest extends SchedulerBackendContract {
  @TempDir
  private Path root;

  private FakeHost host;

  @BeforeEach
  void makeHost() {
    host = new FakeHost(root);
  }

  @Override
  protected SchedulerBackend backend() {
    return host.loader();
  }

  @Override
  protected KernelConfig config() {
    return Configs.of(1, 2, Map.of(77L, 2), "high");
  }

  @Override
  protected void eject(AttachedScheduler scheduler) {
    host.eject("ejected by a test");
  }

  @Override
  protected long attachments() {
    return host.attachments();
  }
}

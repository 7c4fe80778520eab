package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.bpf.internal.lib.Errno;
import io.temper.bpf.internal.probe.HostFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedExtObserverTest {
  @TempDir
  private Path root;

  private FakeHost host;

  @BeforeEach
  void makeHost() {
    host = new FakeHost(root);
  }

  private Optional<SchedExtObserver> find() {
    return SchedExtObserver.find(
        new HostFiles(root), SchedExtOptions.builder().build(), host.libbpf::calls);
  }

  @Test
  void find_onTheStockScheduler_isEmptyAndAsksTheKernelNothing() {
    assertThat(find()).isEmpty();
    assertThat(host.libbpf.calls).isEmpty();
  }

  @Test
  void find_whileAnotherSchedulerIsAttached_isEmpty() {
    host.setAttached("somebody_elses");
    assertThat(find()).isEmpty();
  }

  @Test
  void find_withoutThePrivilege_namesIt() {
    host.setAttached("temper");
    host.libbpf.failures.put("bpf_link_get_next_id", -Errno.EPERM);
    assertThatExceptionOfType(MissingCapabilityException.class)
        .isThrownBy(this::find)
        .withMessageContaining("lacks CAP_SYS_ADMIN: run as root");
  }

  @Test
  void find_ofASchedulerThatEndsMeanwhile_isEmpty() {
    host.setAttached("temper");
    assertThat(find()).isEmpty();
    assertThat(host.libbpf.count("bpf_link_get_next_id")).isEqualTo(1);
  }
}

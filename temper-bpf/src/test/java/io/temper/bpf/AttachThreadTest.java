package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.bpf.internal.btf.BtfBuilder;
import io.temper.bpf.internal.lib.Errno;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which thread attaches: one that ordinary threads cannot keep from running, or the kernel's own. */
@Timeout(60)
class AttachThreadTest {
  private static final String FIFO = "sched_setscheduler";
  private static final String ATTACH = "bpf_map__attach_struct_ops";

  @TempDir
  private Path root;

  private FakeHost host;
  private final AtomicReference<Thread> attachedBy = new AtomicReference<>();

  @BeforeEach
  void makeHost() {
    host = new FakeHost(root);
    var attach = host.libbpf.onAttach;
    host.libbpf.onAttach = () -> {
      attachedBy.set(Thread.currentThread());
      attach.run();
    };
  }

  private void attachAndClose() {
    host.loader().attach(Configs.of(1, 2, Map.of()), exit -> {}).close();
  }

  private Thread attacher() {
    return attachedBy.get();
  }

  @Test
  void attach_isDoneByARealTimeThreadThatEndsWithIt() throws InterruptedException {
    attachAndClose();
    assertThat(host.libbpf.calls).containsSubsequence(FIFO, ATTACH);
    assertThat(attacher()).isNotSameAs(Thread.currentThread());
    // Its work is done before it is.
    attacher().join(Duration.ofSeconds(30).toMillis());
    assertThat(attacher().isAlive()).isFalse();
  }

  @Test
  void theLimitOnRealTime_isRaisedForTheAttachOnly() {
    attachAndClose();
    assertThat(host.libbpf.calls).containsSubsequence("setrlimit 1", FIFO, "setrlimit 0", ATTACH);
    assertThat(host.libbpf.realTimeLimit).isZero();
  }

  @Test
  void aLimitThatSuffices_isLeftAlone() {
    host.libbpf.realTimeLimit = 50;
    attachAndClose();
    assertThat(host.libbpf.calls).contains(FIFO).noneMatch(call -> call.startsWith("setrlimit"));
  }

  @Test
  void withoutTheRight_attachingIsRefusedBeforeItBegins() {
    host.libbpf.mayRaiseLimits = false;
    assertThatExceptionOfType(UnsupportedKernelException.class)
        .isThrownBy(this::attachAndClose)
        .withMessageContaining("attach-thread")
        .withMessageContaining("CAP_SYS_NICE");
    assertThat(host.libbpf.calls).doesNotContain(ATTACH);
    assertThat(host.state()).isEqualTo("disabled");
    assertThat(host.libbpf.closed).isTrue();
  }

  @Test
  void anyOtherFailure_isNamed() {
    host.libbpf.failures.put(FIFO, -Errno.EINVAL);
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(this::attachAndClose)
        .withMessageContaining(FIFO + " failed")
        .withMessageContaining("EINVAL");
    assertThat(host.libbpf.calls).doesNotContain(ATTACH);
  }

  @Test
  void aKernelWithAThreadOfItsOwn_isAskedOnTheCallersThread() {
    host.libbpf.mayRaiseLimits = false;
    host.write(
        "sys/kernel/btf/vmlinux",
        BtfBuilder.ofGoodKernel(FakeHost.functions())
            .struct("scx_enable_cmd", "ret")
            .build());
    attachAndClose();
    assertThat(attacher()).isSameAs(Thread.currentThread());
    assertThat(host.libbpf.calls).doesNotContain(FIFO);
  }
}

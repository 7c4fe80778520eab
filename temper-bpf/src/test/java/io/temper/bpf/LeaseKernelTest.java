package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.spi.AttachedScheduler;
import io.temper.spi.OtherSchedulerAttachedException;
import io.temper.testkit.kernel.ConformanceRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A scheduler under a lease, on a kernel: what keeps it, what ends it, and who takes it over. */
@Tag("kernel")
class LeaseKernelTest {
  private static final Path BPFFS = Path.of("/sys/fs/bpf");
  private static final Path DIRECTORY = BPFFS.resolve("temper-test");
  private static final int DUMP_BYTES = 32 * 1024;
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  /** The kernel's side looks at the lease once a second or so. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final List<Process> children = new ArrayList<>();

  @BeforeEach
  void mountBpffs() throws IOException {
    if (!Files.getFileStore(BPFFS).type().equals("bpf")) {
      KernelHost.mount("bpf", BPFFS);
    }
  }

  @AfterEach
  void end() {
    children.forEach(Process::destroyForcibly);
    children.forEach(child -> Load.ends(child, Duration.ofMinutes(1)));
    loader(DUMP_BYTES).endLeft();
    KernelHost.await("the host is on its stock scheduler", LeaseKernelTest::isStock);
  }

  private static boolean isStock() {
    return KernelHost.state().equals("disabled");
  }

  private static SchedExtLoader loader(int dumpBytes) {
    return new SchedExtLoader(AttachUnderLease.options(DIRECTORY, dumpBytes));
  }

  private static SchedExtScheduler attach(int dumpBytes) {
    return loader(dumpBytes)
        .attach(KernelHost.config(1, Map.of(78L, 3), "high", "low"), exit -> {});
  }

  private Process attachedChild() {
    var child = JavaChild.start(
        List.of(), AttachUnderLease.class, DIRECTORY.toString(), Integer.toString(DUMP_BYTES));
    children.add(child);
    assertThat(JavaChild.line(child)).isEqualTo("attached");
    assertThat(KernelHost.state()).isEqualTo("enabled");
    return child;
  }

  private static void kill(Process child) {
    child.destroyForcibly();
    assertThat(Load.ends(child, Duration.ofMinutes(1))).as("the process ends").isTrue();
  }

  private static List<Path> pins() {
    try (Stream<Path> files = Files.walk(DIRECTORY)) {
      return files.filter(file -> !Files.isDirectory(file)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @ConformanceRow("a")
  void killedHolder_isOutlivedUntilTheLeaseEnds(TestReporter figures) {
    var child = attachedChild();
    kill(child);
    long start = System.nanoTime();
    KernelHost.pause(AttachUnderLease.LEASE.minus(SLACK));
    assertThat(KernelHost.state()).as("before the lease ends").isEqualTo("enabled");
    KernelHost.await("the lease ends", LeaseKernelTest::isStock);
    var lived = Duration.ofNanos(System.nanoTime() - start);
    figures.publishEntry("outlived its process by (ms)", Long.toString(lived.toMillis()));
    assertThat(lived).isLessThan(AttachUnderLease.LEASE.plus(SLACK));
    assertThat(pins()).as("what ended by itself, with nobody there").isNotEmpty();
    try (var next = attach(DUMP_BYTES)) {
      assertThat(next.isTakenOver()).isFalse();
    }
  }

  @Test
  @ConformanceRow("a")
  void killedHolder_isTakenOverWithoutAGap(TestReporter figures) {
    var child = attachedChild();
    try (var looks = new Looks()) {
      kill(child);
      takeOver(figures, looks);
    }
  }

  @Test
  @ConformanceRow("a")
  void leftScheduler_isTakenOverWithoutAGap(TestReporter figures) throws IOException {
    var child = attachedChild();
    try (var looks = new Looks()) {
      child.getOutputStream().write('\n');
      child.getOutputStream().flush();
      assertThat(JavaChild.line(child)).isEqualTo("left true");
      assertThat(Load.ends(child, Duration.ofMinutes(1))).as("the process ends").isTrue();
      takeOver(figures, looks);
    }
  }

  private static void takeOver(TestReporter figures, Looks looks) {
    long start = System.nanoTime();
    try (var next = attach(DUMP_BYTES)) {
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertThat(next.isTakenOver()).isTrue();
      assertThat(next.snapshot().generation()).isEqualTo(8);
      assertThat(next.awaitAdopted(Duration.ofSeconds(30))).as("adopted").isPresent();
      assertThat(next.snapshot().layers()).extracting(layer -> layer.name()).contains("low");
      KernelHost.pause(ONE_SECOND);
      figures.publishEntry("looks a second", Double.toString(looks.perSecond()));
      figures.publishEntry("took over within (ms)", Long.toString(millis));
    }
    assertThat(KernelHost.state()).as("after close").isEqualTo("disabled");
    assertThat(pins()).as("pins after close").isEmpty();
  }

  @Test
  @ConformanceRow("a")
  void secondHolder_isRefusedWithTheName() {
    attachedChild();
    assertThatExceptionOfType(OtherSchedulerAttachedException.class)
        .isThrownBy(() -> attach(DUMP_BYTES))
        .withMessageContaining("another process holds its lease in " + DIRECTORY);
    loader(DUMP_BYTES).endLeft();
    assertThat(KernelHost.state()).as("endLeft beside a living holder").isEqualTo("enabled");
  }

  @Test
  @ConformanceRow("a")
  void otherFingerprint_isDetachedAndAttachedAfresh() {
    kill(attachedChild());
    long sequence = KernelHost.enableSequence();
    try (var next = attach(DUMP_BYTES / 2)) {
      assertThat(next.isTakenOver()).isFalse();
      assertThat(next.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      assertThat(KernelHost.enableSequence()).isEqualTo(sequence + 1);
    }
  }

  @Test
  @ConformanceRow("a")
  void removedPins_returnTheHostWithinASecond() throws IOException {
    kill(attachedChild());
    assertThat(KernelHost.state()).isEqualTo("enabled");
    for (Path pin : pins()) {
      Files.delete(pin);
    }
    assertThat(KernelHost.within(ONE_SECOND, LeaseKernelTest::isStock)).isTrue();
  }

  @Test
  @ConformanceRow("a")
  void endLeft_returnsTheHost() {
    kill(attachedChild());
    assertThat(KernelHost.state()).isEqualTo("enabled");
    loader(DUMP_BYTES).endLeft();
    assertThat(KernelHost.state()).isEqualTo("disabled");
    assertThat(pins()).isEmpty();
  }
}

package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.bpf.internal.Checksums;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.OtherSchedulerAttachedException;
import io.temper.testkit.kernel.ConformanceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of the host when the JVM that attached dies, hangs, or may not attach at all. */
@Tag("kernel")
class LifetimeKernelTest {
  private static final Logger LOG = LoggerFactory.getLogger(LifetimeKernelTest.class);

  /** Longer than any wait below, so that what ends a child's scheduler is not a missed beat. */
  private static final Duration HEARTBEAT = Duration.ofMinutes(5);

  private static final Duration SHORT_HEARTBEAT = Duration.ofSeconds(4);

  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final int TRIES = 3;

  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void stopChildren() {
    children.forEach(Process::destroyForcibly);
    KernelHost.await("the host is on its stock scheduler", LifetimeKernelTest::isStock);
  }

  private static boolean isStock() {
    return KernelHost.state().equals("disabled");
  }

  /** A machine that stands still for a second spoils a try, but not all of them. */
  @Test
  @ConformanceRow("3")
  void sigkill_ofTheJvmThatAttached_returnsTheHostWithinASecond() {
    assertThat(IntStream.range(0, TRIES).anyMatch(i -> isStockASecondAfterSigkill()))
        .as("on the stock scheduler within a second, in one of " + TRIES + " tries")
        .isTrue();
  }

  private boolean isStockASecondAfterSigkill() {
    var child = attachedChild(List.of(), HEARTBEAT);
    assertThat(KernelHost.state()).isEqualTo("enabled");
    child.destroyForcibly();
    assertThat(Load.ends(child, Duration.ofMinutes(1))).as("the process ends").isTrue();
    long start = System.nanoTime();
    KernelHost.await("the host is on its stock scheduler", LifetimeKernelTest::isStock);
    long nanos = System.nanoTime() - start;
    LOG.info("stock scheduler {} ms after the process ended", nanos / 1e6);
    return nanos < ONE_SECOND.toNanos();
  }

  @Test
  @ConformanceRow("3")
  void stoppedJvm_isGivenUpAfterItsHeartbeat() {
    var child = attachedChild(List.of(), SHORT_HEARTBEAT);
    long start = System.nanoTime();
    KernelHost.signal(child, "STOP");
    KernelHost.await("the stopped process is given up", LifetimeKernelTest::isStock);
    LOG.info("stock scheduler {} ms after SIGSTOP", (System.nanoTime() - start) / 1e6);
    // The last beat was some time before the signal.
    assertThat(System.nanoTime() - start)
        .isGreaterThan(SHORT_HEARTBEAT.dividedBy(2).toNanos());
    KernelHost.signal(child, "CONT");
    assertThat(JavaChild.line(child)).startsWith("exit BY_ITSELF").endsWith(" 1409286145");
  }

  /** With the default heartbeat: what a JVM does to itself now and then is no reason to give it up. */
  @Test
  @ConformanceRow("h")
  void fullCollectionsAndAHeapDump_areNoMissedHeartbeat(TestReporter figures) {
    var child = JavaChild.start(List.of(), AttachAndCollect.class);
    children.add(child);
    assertThat(JavaChild.line(child)).isEqualTo("attached");
    var words = JavaChild.line(child).split(" ", -1);
    assertThat(words).as("what the child says at its end").hasSize(4);
    figures.publishEntry("longest full collection (ms)", words[0]);
    figures.publishEntry("heap dump (ms)", words[1]);
    assertThat(words[2]).isEqualTo("ATTACHED");
  }

  /** A debugger, or who freezes a cgroup, stops all threads of a process for a while. */
  @Test
  @ConformanceRow("h")
  void pauseShorterThanTheHeartbeat_endsNothing() {
    var child = attachedChild(List.of(), SHORT_HEARTBEAT.multipliedBy(2));
    long sequence = KernelHost.enableSequence();
    for (int i = 0; i < TRIES; i++) {
      KernelHost.signal(child, "STOP");
      KernelHost.pause(SHORT_HEARTBEAT);
      KernelHost.signal(child, "CONT");
      KernelHost.pause(ONE_SECOND);
    }
    assertThat(KernelHost.state()).isEqualTo("enabled");
    assertThat(KernelHost.enableSequence()).isEqualTo(sequence);
  }

  @Test
  @ConformanceRow("2")
  void missingCapability_isNamed() {
    var child = child(List.of("setpriv", "--bounding-set=-perfmon,-sys_admin"), HEARTBEAT);
    assertThat(JavaChild.line(child))
        .contains("MissingCapabilityException")
        .contains("CAP_PERFMON");
  }

  @Test
  void threeCapabilitiesAndNoRoot_suffice() {
    var only = "-all,+bpf,+perfmon,+sys_resource";
    attachedChild(
        List.of(
            "setpriv",
            "--reuid=1000",
            "--regid=1000",
            "--clear-groups",
            "--inh-caps=" + only,
            "--ambient-caps=" + only,
            "--bounding-set=" + only),
        HEARTBEAT);
  }

  @Test
  @ConformanceRow("2")
  void schedulerOfAnotherProcess_isNamed() {
    attachedChild(List.of(), HEARTBEAT);
    assertThatExceptionOfType(OtherSchedulerAttachedException.class)
        .isThrownBy(() -> new SchedExtLoader().attach(KernelHost.config(1, Map.of()), exit -> {}))
        .withMessageContaining("stop the other Temper agent")
        .satisfies(e -> assertThat(e.schedulerName()).startsWith("temper"));
  }

  /** Nothing is pinned, so nothing outlives the process: no link, map or program to clean up. */
  @Test
  @ConformanceRow("a")
  void killedAgent_besideASecondOne_leavesNothingBehindAndTheSecondAttaches() {
    var first = attachedChild(List.of(), HEARTBEAT);
    long sequence = KernelHost.enableSequence();
    var config = KernelHost.config(1, Map.of());
    assertThatExceptionOfType(OtherSchedulerAttachedException.class)
        .isThrownBy(() -> new SchedExtLoader().attach(config, exit -> {}));
    assertThat(first.isAlive()).as("the first agent").isTrue();
    assertThat(KernelHost.state()).isEqualTo("enabled");
    first.destroyForcibly();
    KernelHost.await("the host is on its stock scheduler", LifetimeKernelTest::isStock);
    try (var second = new SchedExtLoader().attach(config, exit -> {})) {
      assertThat(second.state()).isEqualTo(AttachedScheduler.State.ATTACHED);
      assertThat(KernelHost.enableSequence()).isEqualTo(sequence + 1);
    }
  }

  @Test
  void truncatedObject_isNamed(@TempDir Path directory) throws IOException {
    var whole = Checksums.resource("META-INF/temper/bpf/v1/temper.bpf.o").orElseThrow();
    var file = Files.write(directory.resolve("cut.o"), Arrays.copyOf(whole, whole.length / 2));
    var options = SchedExtOptions.builder()
        .libbpf(SchedExtOptions.fromSystemProperties().libbpf())
        .objectFile(file)
        .build();
    assertThatExceptionOfType(ObjectFileException.class)
        .isThrownBy(
            () -> new SchedExtLoader(options).attach(KernelHost.config(1, Map.of()), exit -> {}))
        .withMessageContaining("cut.o");
  }

  private Process attachedChild(List<String> prefix, Duration heartbeat) {
    var child = child(prefix, heartbeat);
    assertThat(JavaChild.line(child)).isEqualTo("attached");
    return child;
  }

  private Process child(List<String> prefix, Duration heartbeat) {
    var seconds = Long.toString(heartbeat.toSeconds());
    var child = JavaChild.start(prefix, AttachAndWait.class, seconds);
    children.add(child);
    return child;
  }
}

package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.bpf.internal.Checksums;
import io.temper.testkit.kernel.ConformanceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of the host when the JVM that attached dies, hangs, or may not attach at all. */
@Tag("kernel")
class LifetimeKernelTest {
  private static final Logger LOG = LoggerFactory.getLogger(LifetimeKernelTest.class);
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void stopChildren() {
    children.forEach(Process::destroyForcibly);
    assertThat(KernelHost.within(Duration.ofSeconds(10), LifetimeKernelTest::isStock))
        .isTrue();
  }

  private static boolean isStock() {
    return KernelHost.state().equals("disabled");
  }

  @Test
  @ConformanceRow("3")
  void sigkill_ofTheJvmThatAttached_returnsTheHostWithinASecond() throws InterruptedException {
    var child = child(List.of(), "10");
    assertThat(JavaChild.line(child)).isEqualTo("attached");
    assertThat(KernelHost.state()).isEqualTo("enabled");
    child.destroyForcibly().waitFor();
    long start = System.nanoTime();
    assertThat(KernelHost.within(ONE_SECOND, LifetimeKernelTest::isStock)).isTrue();
    LOG.info("stock scheduler {} ms after the process ended", (System.nanoTime() - start) / 1e6);
  }

  @Test
  @ConformanceRow("3")
  void stoppedJvm_isGivenUpAfterItsHeartbeat() throws InterruptedException {
    var child = child(List.of(), "2");
    assertThat(JavaChild.line(child)).isEqualTo("attached");
    KernelHost.start("kill", "-STOP", Long.toString(child.pid())).waitFor();
    long start = System.nanoTime();
    assertThat(KernelHost.within(Duration.ofSeconds(10), LifetimeKernelTest::isStock))
        .isTrue();
    LOG.info("stock scheduler {} ms after SIGSTOP", (System.nanoTime() - start) / 1e6);
    assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofSeconds(1).toNanos());
    KernelHost.start("kill", "-CONT", Long.toString(child.pid())).waitFor();
    assertThat(JavaChild.line(child)).startsWith("exit BY_ITSELF").endsWith(" 1409286145");
  }

  @Test
  @ConformanceRow("2")
  void missingCapability_isNamed() {
    var child = child(List.of("setpriv", "--bounding-set=-perfmon,-sys_admin"), "10");
    assertThat(JavaChild.line(child))
        .contains("MissingCapabilityException")
        .contains("CAP_PERFMON");
  }

  @Test
  void threeCapabilitiesAndNoRoot_suffice() {
    var only = "-all,+bpf,+perfmon,+sys_resource";
    var child = child(
        List.of(
            "setpriv",
            "--reuid=1000",
            "--regid=1000",
            "--clear-groups",
            "--inh-caps=" + only,
            "--ambient-caps=" + only,
            "--bounding-set=" + only),
        "10");
    assertThat(JavaChild.line(child)).isEqualTo("attached");
  }

  @Test
  @ConformanceRow("2")
  void schedulerOfAnotherProcess_isNamed() {
    var child = child(List.of(), "10");
    assertThat(JavaChild.line(child)).isEqualTo("attached");
    assertThatExceptionOfType(OtherSchedulerAttachedException.class)
        .isThrownBy(() -> new SchedExtLoader().attach(KernelHost.config(1, Map.of()), exit -> {}))
        .withMessageContaining("stop the other Temper agent")
        .satisfies(e -> assertThat(e.schedulerName()).startsWith("temper"));
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

  private Process child(List<String> prefix, String heartbeatSeconds) {
    var child = JavaChild.start(prefix, AttachAndWait.class, heartbeatSeconds);
    children.add(child);
    return child;
  }
}

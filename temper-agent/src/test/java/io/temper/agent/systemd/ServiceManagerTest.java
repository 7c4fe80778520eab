package io.temper.agent.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.agent.report.agent.StatusReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets, as systemd has them. */
class ServiceManagerTest {
  private static final Duration WELL = Duration.ofMillis(1);

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"path", "abstract"})
  void agent_isToldFromItsStartToItsEnd(String kind) {
    String name = kind.equals("path")
        ? folder.resolve("notify").toString()
        : "@temper-test-" + ProcessHandle.current().pid();
    var report = new AtomicReference<>(NoticesTest.report("idle", "not known yet", null));
    try (var systemd = new DatagramReceiver(name)) {
      var manager = ServiceManager.tell(
              Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "200000"), report::get, () -> WELL)
          .orElseThrow();
      systemd.await("STATUS=idle: not known yet"::equals);
      systemd.await("WATCHDOG=1"::equals);
      assertThat(systemd.heard()).doesNotContain("READY=1");
      report.set(NoticesTest.report("observing", "as was asked for", null));
      systemd.await("READY=1"::equals);
      report.set(NoticesTest.report("enforcing", "a plan", null));
      systemd.await("STATUS=enforcing: a plan"::equals);
      manager.close();
      manager.close();
      systemd.await("STOPPING=1"::equals);
      assertThat(systemd.heard()).containsOnlyOnce("READY=1");
    }
  }

  @Test
  void loopThatHangs_isNotSaidToBeAlive() {
    String name = folder.resolve("notify").toString();
    var age = new AtomicReference<>(WELL);
    var report = new AtomicReference<>(NoticesTest.report("enforcing", "a plan", null));
    try (var systemd = new DatagramReceiver(name)) {
      var manager = ServiceManager.tell(
              Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "80000"), report::get, age::get)
          .orElseThrow();
      systemd.await("WATCHDOG=1"::equals);
      systemd.await("WATCHDOG=1"::equals);
      age.set(Duration.ofHours(1));
      report.set(NoticesTest.report("enforcing", "it hangs", null));
      systemd.await("STATUS=enforcing: it hangs"::equals);
      report.set(NoticesTest.report("enforcing", "it still hangs", null));
      systemd.await("STATUS=enforcing: it still hangs"::equals);
      int alive = systemd.heard().lastIndexOf("WATCHDOG=1");
      manager.close();
      systemd.await("STOPPING=1"::equals);
      assertThat(systemd.heard().lastIndexOf("WATCHDOG=1")).isEqualTo(alive);
      assertThat(alive).isLessThan(systemd.heard().indexOf("STATUS=enforcing: it still hangs"));
    }
  }

  @Test
  void noManager_isToldNothing() {
    assertThat(ServiceManager.tell(Map.of(), ServiceManagerTest::noReport, () -> WELL))
        .isEmpty();
    assertThat(ServiceManager.tell(
            Map.of("NOTIFY_SOCKET", ""), ServiceManagerTest::noReport, () -> WELL))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vsock:2:1234", "relative/path"})
  void managerOfAnotherKind_isLoggedAndTheAgentGoesOn(String name) {
    assertThat(ServiceManager.tell(
            Map.of("NOTIFY_SOCKET", name), ServiceManagerTest::noReport, () -> WELL))
        .isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnixAddress.of(name))
        .withMessageContaining(name);
  }

  @Test
  void managerThatComesLater_hearsItAll() throws InterruptedException {
    String name = folder.resolve("notify").toString();
    var report = NoticesTest.report("observing", "as was asked for", null);
    var looks = new CountDownLatch(3);
    var manager = ServiceManager.tell(
            Map.of("NOTIFY_SOCKET", name),
            () -> {
              looks.countDown();
              return report;
            },
            () -> WELL)
        .orElseThrow();
    looks.await();
    try (var systemd = new DatagramReceiver(name)) {
      systemd.await("READY=1"::equals);
      manager.close();
    }
  }

  @Test
  void addressOfTooManyBytes_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UnixAddress.of("/" + "x".repeat(107)))
        .withMessageContaining("108 bytes");
    assertThat(UnixAddress.of("/" + "x".repeat(106))).hasSize(110).endsWith(0);
    assertThat(UnixAddress.of("@a")).hasSize(4).endsWith(0, 'a');
  }

  private static StatusReport noReport() {
    throw new AssertionError("nobody asked");
  }
}

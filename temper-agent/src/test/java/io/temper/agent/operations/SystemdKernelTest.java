package io.temper.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.demo.node.Await;
import io.temper.agent.demo.node.SchedExtState;
import io.temper.agent.operations.CommandHost.Done;
import io.temper.agent.operations.OperationsPage.Place;
import io.temper.testkit.kernel.TestForm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The archive, installed and run by a real systemd as the page says, under the whole sandbox of its unit. */
@Tag("kernel")
class SystemdKernelTest {
  private static final SchedExtState KERNEL = new SchedExtState(Path.of("/sys/kernel/sched_ext"));
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** CAP_BPF, CAP_PERFMON and CAP_SYS_RESOURCE: bits 39, 38 and 24. */
  private static final String THREE = "000000c001000000";

  private static final String RULES = """
      apiVersion = "temper.io/v1"
      kind = "Workloads"
      [[workload]]
      name = "journal"
      cgroup = "/system.slice/systemd-journald.service"
      tier = "high"
      request = "500m"
      """;

  @TempDir
  Path folder;

  @Test
  void commands_doWhatThePageSays(TestReporter reporter) throws Exception {
    try (var host = SystemdHost.start(folder, archive())) {
      var page = new PageWalk(host, OperationsPage.read().commandsFor(Place.SYSTEMD));
      install(host, page);
      observe(host, page, reporter);
      enforce(host, page, reporter);
      standDown(host, page, reporter);
      if (TestForm.current() == TestForm.LONG) {
        new SystemdLongForm(host, KERNEL, reporter).run(page);
        page.requireEnd();
      }
    }
  }

  private static Path archive() throws IOException {
    String archive = System.getProperty("temper.archive", "");
    assertThat(archive)
        .as("the archive of this tree: ./mvnw -DskipTests package")
        .isNotEmpty();
    return Path.of(archive);
  }

  private static void install(SystemdHost host, PageWalk page) throws Exception {
    page.next(List.of(
        "tar -xzf temper-0.1.0-SNAPSHOT.tar.gz -C /opt",
        "ln -sfn temper-0.1.0-SNAPSHOT /opt/temper",
        "ln -sf /opt/temper/bin/temper /usr/local/bin/temper",
        "install -d /etc/temper",
        "install -m 644 /opt/temper/etc/temper.toml /opt/temper/etc/workloads.toml /etc/temper",
        "install -D -m 644 /opt/temper/systemd/temper.sysusers /etc/sysusers.d/temper.conf",
        "install -D -m 644 /opt/temper/systemd/temper.service /etc/systemd/system/temper.service",
        "systemd-sysusers /etc/sysusers.d/temper.conf",
        "systemctl daemon-reload"));
    requireJarsOfThisBuild(host.at("/opt/temper-" + host.version() + "/lib"));
    Files.writeString(host.at("/etc/temper/workloads.toml"), RULES);
  }

  private static void requireJarsOfThisBuild(Path lib) throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      // The lab puts a number before each.
      Path installed =
          lib.resolve(Path.of(entry).getFileName().toString().replaceFirst("^\\d+-", ""));
      if (Files.isRegularFile(installed)) {
        assertThat(Files.mismatch(installed, Path.of(entry)))
            .as("%s in the archive is of another build: ./mvnw -DskipTests package", installed)
            .isEqualTo(-1);
      }
    }
  }

  private static void observe(SystemdHost host, PageWalk page, TestReporter reporter)
      throws Exception {
    long start = System.nanoTime();
    page.next("systemctl enable --now temper");
    reporter.publishEntry("first start to ready", since(start).toMillis() + " ms");
    assertThat(host.status().orElseThrow().state().name())
        .as("ready means that a state is decided and the socket answers")
        .isEqualTo("observing");
    assertThat(page.next("systemctl status temper").output())
        .contains("active (running)", "enabled", "Status: \"observing: ");
    assertThat(page.next("journalctl -u temper").output())
        .containsSubsequence("Starting temper.service", "observing: ", "Started temper.service");
    assertThat(KERNEL.state()).isEqualTo("disabled");
    requireSandbox(host);
  }

  private static void enforce(SystemdHost host, PageWalk page, TestReporter reporter)
      throws Exception {
    host.run("sed -i 's/\"observe\"/\"enforce\"/' /etc/temper/temper.toml");
    long start = System.nanoTime();
    page.next("systemctl restart temper");
    var report = host.await("enforcing");
    reporter.publishEntry("restart to enforcing", since(start).toMillis() + " ms");
    assertThat(Files.readString(Path.of("/sys/kernel/sched_ext/root/ops"))).startsWith("temper");
    assertThat(report.problems()).isEmpty();
    assertThat(report.layers()).anySatisfy(layer -> assertThat(layer.members()).isEqualTo(1));
    requireSandbox(host);
  }

  private static void requireSandbox(SystemdHost host) throws IOException {
    UnitProcess agent = host.agent();
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertThat(agent.fact(set)).as(set).isEqualTo(THREE);
    }
    assertThat(agent.fact("NoNewPrivs")).isEqualTo("1");
    assertThat(agent.fact("Seccomp")).as("2: a filter").isEqualTo("2");
    assertThat(agent.fact("Uid")).doesNotContain("\t0");
    assertThat(agent.fact("Groups")).isEqualTo(agent.fact("Gid").split("\t", -1)[0]);
  }

  private static void standDown(SystemdHost host, PageWalk page, TestReporter reporter)
      throws Exception {
    page.next("systemctl kill --kill-whom=main -s USR1 temper");
    long start = System.nanoTime();
    Duration stock = untilStock(start);
    reporter.publishEntry("USR1 to stock scheduler", stock.toMillis() + " ms");
    assertThat(stock).isLessThan(SECOND);
    host.await("safe-mode");
    page.next("systemctl kill --kill-whom=main -s USR2 temper");
    host.await("enforcing");
    long attachments = KERNEL.enableSeq();
    page.next("systemctl reload temper");
    assertThat(host.await("enforcing").agent().pid()).isPositive();
    assertThat(KERNEL.enableSeq()).as("a reload attaches nothing anew").isEqualTo(attachments);
    page.next("systemctl stop temper");
    assertThat(KERNEL.state()).isEqualTo("disabled");
    assertThat(host.run("systemctl is-failed temper").output()).startsWith("inactive");
    requireWrittenWhereTheUnitSays(host);
  }

  private static void requireWrittenWhereTheUnitSays(SystemdHost host) throws Exception {
    Done found = host.run("find / \\( -path /proc -o -path /sys \\) -prune -o -user temper -print");
    assertThat(found.output().lines())
        .contains("/run/temper", "/var/lib/temper/audit.jsonl", "/var/cache/temper")
        .allMatch(file -> file.matches("/(run|var/lib|var/cache)/temper(/.*)?"));
    assertThat(
            host.run("stat -c %a /run/temper /var/lib/temper /var/cache/temper").output())
        .isEqualTo("755\n750\n700\n");
  }

  private static Duration untilStock(long start) {
    Await.until(
        PATIENCE,
        () -> KERNEL.state().equals("disabled"),
        () -> "sched_ext is still " + KERNEL.state());
    return since(start);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}

package io.temper.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.demo.node.Await;
import io.temper.agent.demo.node.SchedExtState;
import io.temper.agent.operations.CommandHost.Done;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.TestReporter;

/** What takes more starts of the agent: the rest of the page, and what the unit promises of faults. */
record SystemdLongForm(SystemdHost host, SchedExtState kernel, TestReporter reporter) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String CONFIG = "/etc/temper/temper.toml";
  private static final String DROP_IN = "/etc/systemd/system/temper.service.d";

  void run(PageWalk page) throws Exception {
    upgrade(page);
    statusIsForRootAndTheUnitsUser();
    wrongReloadChangesNothing();
    hungAgentIsKilledAndStartedAgain();
    wrongConfigurationIsNotRestarted();
    uninstall(page);
  }

  private void upgrade(PageWalk page) throws Exception {
    host.run(
        "cp -r /opt/temper-0.1.0-SNAPSHOT temper-0.2.0 && tar -czf temper-0.2.0.tar.gz temper-0.2.0");
    // As 'systemctl edit temper' would: a minute is long.
    host.run("install -d " + DROP_IN);
    Files.writeString(host.at(DROP_IN + "/override.conf"), "[Service]\nWatchdogSec=20\n");
    page.next(List.of(
        "tar -xzf temper-0.2.0.tar.gz -C /opt",
        "ln -sfn temper-0.2.0 /opt/temper",
        "install -D -m 644 /opt/temper/systemd/temper.service /etc/systemd/system/temper.service",
        "systemctl daemon-reload",
        "systemctl restart temper"));
    host.await("enforcing");
    assertThat(host.agent().commandLine()).contains("/opt/temper-0.2.0/lib/temper-agent-");
  }

  private void statusIsForRootAndTheUnitsUser() throws Exception {
    String as = "setpriv --clear-groups --reuid %1$s --regid %1$s temper status";
    assertThat(host.run("temper status").exitCode()).isZero();
    Done own = host.run(as.formatted("temper"));
    assertThat(own.exitCode()).as(own.output()).isZero();
    assertThat(own.output()).contains("enforcing for");
    Done other = host.run(as.formatted("65534"));
    assertThat(other.exitCode()).isNotZero();
    assertThat(other.output()).contains("this user may not open it");
  }

  private void wrongReloadChangesNothing() throws Exception {
    String before = Files.readString(host.at(CONFIG));
    long pid = host.agent().pid();
    long attachments = kernel.enableSeq();
    Files.writeString(host.at(CONFIG), before.replace("\"enforce\"", "\"force\""));
    assertThat(host.run("systemctl reload temper").exitCode()).isNotZero();
    assertThat(host.run("systemctl is-active temper").output()).startsWith("active");
    assertThat(host.agent().pid()).isEqualTo(pid);
    Await.until(PATIENCE, this::saysThatTheConfigurationIsWrong, () -> "silence" + host.status());
    assertThat(host.await("enforcing").work().generation()).isPositive();
    assertThat(kernel.enableSeq()).isEqualTo(attachments);
    Files.writeString(host.at(CONFIG), before);
  }

  private boolean saysThatTheConfigurationIsWrong() {
    return host.status().stream()
        .flatMap(report -> report.sources().stream())
        .anyMatch(source -> source.problem() != null && source.problem().contains(CONFIG));
  }

  private void hungAgentIsKilledAndStartedAgain() throws Exception {
    host.await("enforcing");
    long pid = host.agent().pid();
    long attachments = kernel.enableSeq();
    long start = System.nanoTime();
    new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor();
    Path process = Path.of("/proc/" + pid);
    Await.until(PATIENCE, () -> Files.notExists(process), () -> "nobody ended it" + host.log());
    reporter.publishEntry("stopped to killed", millisSince(start) + " ms");
    host.await("enforcing");
    reporter.publishEntry("stopped to enforced again", millisSince(start) + " ms");
    assertThat(kernel.enableSeq()).isGreaterThan(attachments);
    assertThat(show("NRestarts")).isEqualTo("1");
    assertThat(host.run("journalctl -u temper").output()).contains("Watchdog timeout");
  }

  private void wrongConfigurationIsNotRestarted() throws Exception {
    Path config = host.at(CONFIG);
    Files.writeString(config, Files.readString(config).replace("\"enforce\"", "\"force\""));
    assertThat(host.run("systemctl restart temper").exitCode()).isNotZero();
    assertThat(show("ActiveState")).isEqualTo("failed");
    assertThat(show("ExecMainStatus")).isEqualTo("2");
    assertThat(kernel.state()).isEqualTo("disabled");
  }

  private void uninstall(PageWalk page) throws Exception {
    host.run("rm -r " + DROP_IN + " /opt/temper-0.2.0");
    page.next(List.of(
        "systemctl disable --now temper",
        "rm /etc/systemd/system/temper.service /etc/sysusers.d/temper.conf /usr/local/bin/temper",
        "rm -r /opt/temper /opt/temper-0.1.0-SNAPSHOT /etc/temper /var/lib/temper /var/cache/temper"
            + " /run/temper",
        "systemctl daemon-reload",
        "userdel temper"));
    String left =
        host.run("find /etc /opt /run /usr/local /var -name '*temper*'").output();
    assertThat(left).isEmpty();
  }

  private String show(String property) throws Exception {
    return host.run("systemctl show --value -p " + property + " temper")
        .output()
        .strip();
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}

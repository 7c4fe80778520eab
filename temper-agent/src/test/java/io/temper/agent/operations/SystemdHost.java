package io.temper.agent.operations;

import io.temper.agent.control.ControlClient;
import io.temper.agent.demo.node.Await;
import io.temper.agent.json.StatusJson;
import io.temper.agent.operations.CommandHost.Done;
import io.temper.agent.report.agent.StatusReport;
import io.temper.agent.report.input.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A host within this machine whose first process is a real systemd: processes, mounts and control groups
 * of its own, the machine's kernel and therefore its scheduler. What {@code systemd-host.sh} makes private
 * is gone when it is closed.
 */
final class SystemdHost implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path GROUP = Path.of("/sys/fs/cgroup/temper-systemd-test");
  private static final Map<String, String> VARIABLES = Map.of(
      "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
      "HOME", "/root",
      "LC_ALL", "C.UTF-8");

  private final Path folder;
  private final String version;
  private final Process namespaces;

  private SystemdHost(Path folder, String version, Process namespaces) {
    this.folder = folder;
    this.version = version;
    this.namespaces = namespaces;
  }

  /**
   * Boots it.
   *
   * @param folder an empty one for its files
   * @param archive what is to be installed; lies in the folder where commands run
   */
  static SystemdHost start(Path folder, Path archive) throws IOException, InterruptedException {
    Path script = folder.resolve("systemd-host.sh");
    try (InputStream text = SystemdHost.class.getResourceAsStream("systemd-host.sh")) {
      Files.copy(text, script);
    }
    Path own = Files.createDirectory(folder.resolve("own"));
    Files.createDirectory(GROUP);
    var command = new ArrayList<>(
        List.of("sh", "-c", "echo $$ >" + GROUP + "/cgroup.procs; exec \"$@\"", "sh", "unshare"));
    command.addAll(List.of("--fork", "--kill-child", "--pid", "--mount", "--mount-proc"));
    command.addAll(List.of("--ipc", "--cgroup", "sh", "-eu", script.toString()));
    command.addAll(List.of(own.toString(), archive.toAbsolutePath().toString()));
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(folder.resolve("systemd.log").toFile())
        .start();
    var host = new SystemdHost(folder, versionOf(archive), process);
    host.awaitBooted();
    return host;
  }

  private static String versionOf(Path archive) {
    return String.valueOf(archive.getFileName()).replaceAll("^temper-|\\.tar\\.gz$", "");
  }

  private void awaitBooted() throws IOException, InterruptedException {
    Await.until(
        PATIENCE,
        () -> !namespaces.isAlive()
            || init().map(pid -> Files.exists(at(pid, "/run/systemd/private"))).orElse(false),
        () -> "systemd does not start" + log());
    Done booted = run("systemctl is-system-running --wait");
    if (booted.exitCode() != 0) {
      throw new AssertionError("systemd is " + booted.output() + run("systemctl --failed") + log());
    }
  }

  String version() {
    return version;
  }

  /** The process that is number 1 there. */
  private Optional<Long> init() {
    return namespaces.children().map(ProcessHandle::pid).findFirst();
  }

  private long initPid() {
    return init().orElseThrow(() -> new AssertionError("systemd has ended" + log()));
  }

  private static Path at(long pid, String place) {
    return Path.of("/proc/" + pid + "/root" + place);
  }

  /** Where a file of the host is for this process. */
  Path at(String place) {
    return at(initPid(), place);
  }

  /** Runs a line of the page there, as root. */
  Done run(String line) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "out", "");
    var command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(initPid())));
    command.addAll(List.of("--mount", "--pid", "--ipc", "--cgroup", "sh", "-c"));
    command.add("cd /root && " + line);
    var shell = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(output.toFile());
    shell.environment().clear();
    shell.environment().putAll(VARIABLES);
    Process process = shell.start();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("'" + line + "' does not end: " + Files.readString(output) + log());
    }
    return new Done(process.exitValue(), Files.readString(output));
  }

  /** What the agent says of itself to root; empty while it does not answer. */
  Optional<StatusReport> status() {
    try {
      var client = new ControlClient(at("/run/temper/control.sock"));
      return Optional.of(StatusJson.read(client.status()));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  StatusReport await(String state) {
    Await.until(
        PATIENCE,
        () -> status().filter(report -> report.state().name().equals(state)).isPresent(),
        () -> "the agent is not " + state + ": " + status() + log());
    return status().orElseThrow();
  }

  /** The main process of the unit, by its number on this machine. */
  UnitProcess agent() throws IOException {
    Path processes = GROUP.resolve("system.slice/temper.service/cgroup.procs");
    return UnitProcess.of(Long.parseLong(Files.readString(processes).strip()));
  }

  /** What systemd and the agent wrote, for somebody who asks why a test failed. */
  String log() {
    try {
      String journal = init().isPresent() && Files.exists(at("/run/log/journal")) ? journal() : "";
      return "\n" + Files.readString(folder.resolve("systemd.log")) + journal;
    } catch (IOException e) {
      return " (and there is no log: " + e + ")";
    }
  }

  private String journal() throws IOException {
    var command =
        List.of("journalctl", "--directory=" + at("/run/log/journal"), "--no-pager", "--lines=60");
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    namespaces.destroyForcibly();
    Await.until(PATIENCE, () -> !namespaces.isAlive(), () -> "systemd does not end");
    List<Path> groups;
    try (var all = Files.walk(GROUP)) {
      groups = all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path group : groups) {
      Await.until(PATIENCE, () -> delete(group), () -> group + " does not become empty");
    }
  }

  private static boolean delete(Path group) {
    try {
      return Files.deleteIfExists(group);
    } catch (IOException e) {
      // The kernel still takes down what ran there.
      return false;
    }
  }
}

package io.temper.agent.operations;

import io.temper.agent.TemperAgent;
import io.temper.agent.demo.node.Await;
import io.temper.testkit.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A host below a folder: what the page says of {@code /etc/temper} and the like is there. Its {@code
 * temper} is the real one, told where the folder is by the options that users have for that.
 */
final class CommandHost implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> PLACES =
      List.of("/etc/temper", "/run/temper", "/var/lib/temper");

  private final Path folder;
  private final Map<String, String> variables;
  private final Deque<Process> background = new ArrayDeque<>();

  /** What a command did. */
  record Done(int exitCode, String output) {}

  CommandHost(Path folder, String mode, String rules, String... javaOptions) throws IOException {
    this.folder = folder;
    this.variables =
        Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"), "LC_ALL", "C.UTF-8");
    for (String place : PLACES) {
      Files.createDirectories(Path.of(folder + place));
    }
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(at("/etc/temper/workloads.toml"), rules);
    Files.writeString(at("/etc/temper/temper.toml"), """
        mode = "%2$s"
        source = "file:%1$s/etc/temper/workloads.toml"
        [safe_mode]
        file = "%1$s/run/temper/safe-mode"
        [control]
        socket = "%1$s/run/temper/control.sock"
        [state]
        directory = "%1$s/var/lib/temper"
        """.formatted(folder, mode));
    Path temper = folder.resolve("bin/temper");
    Files.writeString(temper, temperScript(javaOptions));
    Files.setPosixFilePermissions(temper, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String temperScript(String... javaOptions) {
    var java = JavaProgram.command(TemperAgent.class);
    java.addAll(1, List.of(javaOptions));
    return """
        #!/bin/sh
        case "$1" in
          run | config) set -- "$@" --config '%1$s/etc/temper/temper.toml' ;;
          status | explain) set -- "$@" --socket '%1$s/run/temper/control.sock' ;;
          safe-mode) set -- "$@" --socket '%1$s/run/temper/control.sock' --file '%1$s/run/temper/safe-mode' ;;
        esac
        case "$1 $2" in
          'doctor --bundle')
            set -- "$@" --config '%1$s/etc/temper/temper.toml' --socket '%1$s/run/temper/control.sock'
            ;;
        esac
        exec %2$s "$@"
        """.formatted(
            folder, java.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
  }

  private Path at(String place) {
    return Path.of(folder + place);
  }

  /** Runs a line of the page; one that ends with an ampersand goes on while others run. */
  Done run(String line) throws IOException, InterruptedException {
    String here = line;
    for (String place : PLACES) {
      here = here.replace(place, folder + place);
    }
    boolean goesOn = here.endsWith(" &");
    Path output = Files.createTempFile(folder, "out", "");
    var shell = new ProcessBuilder(
            "sh", "-c", goesOn ? "exec " + here.substring(0, here.length() - 2) : here)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(output.toFile());
    shell.environment().putAll(variables);
    Process process = shell.start();
    if (goesOn) {
      background.push(process);
      return new Done(0, "");
    }
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("'" + line + "' does not end: " + Files.readString(output));
    }
    return new Done(process.exitValue(), Files.readString(output));
  }

  /** Waits until the agent is in a state; {@code gone} is when it runs no more. */
  void await(String state) {
    Await.until(
        PATIENCE, () -> isIn(state), () -> "the agent is not " + state + " but " + status());
  }

  private boolean isIn(String state) {
    return state.equals("gone")
        ? background.stream().noneMatch(Process::isAlive)
        : status().output().startsWith(state);
  }

  private Done status() {
    try {
      return run("temper status");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    background.forEach(Process::destroy);
    for (Process process : background) {
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

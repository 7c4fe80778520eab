package io.temper.agent.daemon;

import io.temper.agent.AgentFolder;
import io.temper.agent.TemperAgent;
import io.temper.agent.control.ControlClient;
import io.temper.agent.demo.node.Await;
import io.temper.agent.demo.node.SchedExtState;
import io.temper.agent.json.StatusJson;
import io.temper.agent.report.agent.StatusReport;
import io.temper.agent.report.input.InputException;
import io.temper.testkit.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code temper run} in a process of its own on this host, with its files in one folder. */
final class AgentProcess implements AutoCloseable {
  static final SchedExtState KERNEL = new SchedExtState(Path.of("/sys/kernel/sched_ext"));
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final Process process;
  private final boolean leased;

  private AgentProcess(Path folder, Process process, boolean leased) {
    this.folder = folder;
    this.leased = leased;
    this.process = process;
  }

  /** Starts it with these rules and further keys of its configuration. */
  static AgentProcess start(Path folder, String rules, String... keys) throws IOException {
    Path config = AgentFolder.write(folder, rules, keys);
    var command = JavaProgram.command(TemperAgent.class, "run", "--config", config.toString());
    var log = ProcessBuilder.Redirect.appendTo(folder.resolve("agent.log").toFile());
    var process =
        new ProcessBuilder(command).redirectOutput(log).redirectError(log).start();
    return new AgentProcess(folder, process, List.of(keys).contains("[lease]"));
  }

  Path safeModeFile() {
    return folder.resolve("safe-mode");
  }

  ControlClient client() {
    return new ControlClient(folder.resolve("control.sock"));
  }

  /** What it says of itself; empty while it does not answer. */
  Optional<StatusReport> status() {
    try {
      return Optional.of(StatusJson.read(client().status()));
    } catch (InputException e) {
      return Optional.empty();
    }
  }

  StatusReport await(String state) {
    return await(report -> report.state().name().equals(state), state);
  }

  StatusReport await(Predicate<StatusReport> wanted, String what) {
    Await.until(
        PATIENCE,
        () -> status().filter(wanted).isPresent() || !process.isAlive(),
        () -> "the agent is not " + what + ": " + status() + log());
    return status().orElseThrow(() -> new AssertionError("the agent ended" + log()));
  }

  /** Makes a group that a rule names; returns how long it took until a plan with it was published. */
  Duration untilPublished(Path group) throws IOException {
    long generation = status().orElseThrow().work().generation();
    long start = System.nanoTime();
    Files.createDirectory(group);
    await(report -> report.work().generation() > generation, "at the next generation");
    return Duration.ofNanos(System.nanoTime() - start);
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for the stock scheduler; returns how long it took from {@code start} on. */
  static Duration untilStock(long start) {
    Await.until(
        PATIENCE,
        () -> KERNEL.state().equals("disabled"),
        () -> "sched_ext is still " + KERNEL.state());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  String log() {
    try {
      return "\n" + Files.readString(folder.resolve("agent.log"));
    } catch (IOException e) {
      return " (and there is no log: " + e + ")";
    }
  }

  /** Tells it to end, and waits for that; one with a lease leaves its scheduler in charge. */
  void end() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("the agent did not end when told to" + log());
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    end();
    if (!leased) {
      untilStock(System.nanoTime());
    }
  }
}

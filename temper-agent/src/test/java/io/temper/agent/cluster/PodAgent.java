package io.temper.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.AgentFolder;
import io.temper.agent.TemperAgent;
import io.temper.testkit.JavaProgram;
import io.temper.testkit.cluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@code temper run --observe --source kubernetes} as in a pod: as its service account, without a kubeconfig. */
final class PodAgent implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Path log;
  private final Process process;

  private PodAgent(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param plane whose API server it asks
   * @param node whose agent it is
   * @param account the folder with the token
   * @param folder an empty one, for its files
   */
  static PodAgent start(ControlPlane plane, String node, Path account, Path folder)
      throws IOException {
    Files.createDirectories(folder.resolve("cgroup"));
    Files.createFile(folder.resolve("cgroup/cgroup.controllers"));
    Path config = AgentFolder.write(folder, "", "mode = \"observe\"");
    var command = JavaProgram.command(
        TemperAgent.class, "run", "--config", config.toString(), "--source", "kubernetes");
    command.addAll(
        1,
        List.of(
            "-Dtemper.cgroup.root=" + folder.resolve("cgroup"),
            "-Dtemper.serviceaccount=" + account));
    Path log = folder.resolve("log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    var environment = builder.environment();
    environment.remove("KUBECONFIG");
    environment.put("KUBERNETES_SERVICE_HOST", plane.url().getHost());
    environment.put("KUBERNETES_SERVICE_PORT", String.valueOf(plane.url().getPort()));
    environment.put("NODE_NAME", node);
    return new PodAgent(log, builder.start());
  }

  /** Returns what it has said so far. */
  String logged() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  /** Waits until a text is there. */
  void await(Supplier<String> where, String text) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!where.get().contains(text)) {
      assertThat(System.nanoTime())
          .as(() -> "no " + text + " in " + where.get() + "\n" + logged())
          .isLessThan(end);
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Tells it to end, and waits for it. */
  void end() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.JavaProgram;
import io.temper.testkit.cluster.ControlPlane;
import io.temper.testkit.cluster.LoopbackClient;
import io.temper.testkit.cluster.NeedsControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code temper run --observe --source kubernetes:n} as a process, against a real API server. */
@NeedsControlPlane
class ClusterRunTest {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  @TempDir
  Path folder;

  private ControlPlane plane;
  private LoopbackClient admin;
  private Process agent;

  @BeforeEach
  void startTheAgent() throws IOException {
    plane = ControlPlane.start(Files.createDirectories(folder.resolve("plane")));
    admin = plane.admin();
    admin.create("/api/v1/nodes", "{\"metadata\":{\"name\":\"n\",\"labels\":{\"test\":\"yes\"}}}");
    admin.create(
        "/api/v1/namespaces/default/pods",
        "{\"metadata\":{\"name\":\"web\"},\"spec\":{\"nodeName\":\"n\",\"containers\":[{\"name\":\"c\","
            + "\"image\":\"i\",\"resources\":{\"requests\":{\"cpu\":\"250m\"}}}]}}");
    Files.createDirectories(folder.resolve("cgroup"));
    Files.createFile(folder.resolve("cgroup/cgroup.controllers"));
    agent = start();
  }

  private Process start() throws IOException {
    Path config = AgentFolder.write(folder, "", "mode = \"observe\"");
    return run(config, log());
  }

  private Process run(Path config, Path output, String... options) throws IOException {
    var command = JavaProgram.command(
        TemperAgent.class, "run", "--config", config.toString(), "--source", "kubernetes");
    command.addAll(List.of(options));
    command.add(1, "-Dtemper.cgroup.root=" + folder.resolve("cgroup"));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("KUBECONFIG", plane.kubeconfig(ControlPlane.ADMIN).toString());
    builder.environment().put("NODE_NAME", "n");
    return builder.start();
  }

  private Path log() {
    return folder.resolve("log");
  }

  @AfterEach
  void endAll() throws InterruptedException {
    agent.destroyForcibly().waitFor();
    plane.close();
  }

  private String node() {
    return admin.get("/api/v1/nodes/n");
  }

  private void await(Supplier<String> where, String text) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!where.get().contains(text)) {
      assertThat(System.nanoTime())
          .as(() -> "no " + text + " in " + where.get() + "\n" + logged())
          .isLessThan(end);
      Thread.sleep(20);
    }
  }

  private String logged() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  private void annotate(String value) {
    admin.merge(
        "/api/v1/nodes/n?fieldManager=kubectl-annotate",
        "{\"metadata\":{\"annotations\":{\"infera.io/safe-mode-requested\":" + value + "}}}");
  }

  @Test
  void agent_tellsOfItsNode_andSafeModeByAnnotationComesAndGoes() throws Exception {
    await(this::node, "\"temper.io/agent-status\":\"observing\"");
    await(this::node, "\"temper.io/pods-normal\":\"1\"");
    assertThat(node()).contains("\"temper.io/cpu-millis-normal\":\"250\"");

    annotate("\"true\"");
    await(this::node, "\"temper.io/agent-status\":\"safe-mode\"");
    assertThat(node()).contains("asked for by annotation by kubectl-annotate at ");
    assertThat(Files.readString(folder.resolve("lib/audit.jsonl")))
        .contains("node n has infera.io/safe-mode-requested=true");

    annotate("null");
    await(this::node, "\"temper.io/agent-status\":\"observing\"");

    agent.destroy();
    assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(node()).contains("\"temper.io/agent-status\":\"stopped\"");
  }

  @Test
  void agent_apiServerStopped_goesOnAndSaysSo_alsoIfItIsStartedThen() throws Exception {
    await(this::node, "\"temper.io/agent-status\":\"observing\"");
    plane.stopApiServer();
    await(this::logged, "what was heard before stays in force");
    assertThat(agent.isAlive()).isTrue();

    agent.destroyForcibly().waitFor();
    agent = start();
    await(this::logged, "cannot tell whether node n asks for safe mode, which counts as if it did");
    assertThat(agent.isAlive()).isTrue();

    plane.startApiServer();
    await(this::logged, "observing: ");
  }

  @Test
  void dryRun_podThatMakesNoSense_isNamedBesideThePlan() throws Exception {
    admin.create(
        "/api/v1/namespaces/default/pods",
        "{\"metadata\":{\"name\":\"odd\"},\"spec\":{\"nodeName\":\"n\",\"containers\":[{\"name\":\"c\","
            + "\"image\":\"i\",\"resources\":{\"limits\":{\"cpu\":\"10k\"}}}]}}");
    Path output = folder.resolve("plan");
    Process dryRun = run(AgentFolder.write(folder, "", ""), output, "--dry-run");
    assertThat(dryRun.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output))
        .contains("pod default/odd", "its threads count among those of no pod")
        .doesNotContain("stays in force");
  }
}

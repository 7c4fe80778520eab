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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code temper run --observe --source kubernetes} as a process, against a real API server. */
@NeedsControlPlane
class ClusterRunTest {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  @TempDir
  private static Path planeFolder;

  private static ControlPlane plane;
  private static LoopbackClient admin;
  private static int count;

  @TempDir
  Path folder;

  private final String node = "n" + count++;
  private @Nullable Process agent;

  @BeforeAll
  static void startApiServer() {
    plane = ControlPlane.start(planeFolder);
    admin = plane.admin();
  }

  @AfterAll
  static void stopApiServer() {
    plane.close();
  }

  @BeforeEach
  void makeANodeWithAPod() throws IOException {
    admin.create(
        "/api/v1/nodes",
        "{\"metadata\":{\"name\":\"" + node + "\",\"labels\":{\"test\":\"yes\"}}}");
    createPod("web", "\"requests\":{\"cpu\":\"250m\"}");
    Files.createDirectories(folder.resolve("cgroup"));
    Files.createFile(folder.resolve("cgroup/cgroup.controllers"));
  }

  private void createPod(String name, String resources) {
    admin.create(
        "/api/v1/namespaces/default/pods",
        "{\"metadata\":{\"name\":\"" + name + "-" + node + "\"},\"spec\":{\"nodeName\":\"" + node
            + "\",\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"resources\":{" + resources
            + "}}]}}");
  }

  private Process start() throws IOException {
    Process started = run(AgentFolder.write(folder, "", "mode = \"observe\""), log());
    agent = started;
    return started;
  }

  private Process run(Path config, Path output, String... options) throws IOException {
    var command = JavaProgram.command(
        TemperAgent.class, "run", "--config", config.toString(), "--source", "kubernetes");
    command.addAll(List.of(options));
    command.add(1, "-Dtemper.cgroup.root=" + folder.resolve("cgroup"));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("KUBECONFIG", plane.kubeconfig(ControlPlane.ADMIN).toString());
    builder.environment().put("NODE_NAME", node);
    return builder.start();
  }

  private Path log() {
    return folder.resolve("log");
  }

  @AfterEach
  void endTheAgent() throws InterruptedException {
    Process started = agent;
    if (started != null) {
      started.destroyForcibly().waitFor();
    }
  }

  private String node() {
    return admin.get("/api/v1/nodes/" + node);
  }

  private void await(Supplier<String> where, String text) throws Exception {
    await(where, text, 1);
  }

  private void await(Supplier<String> where, String text, int times) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (where.get().split(Pattern.quote(text), -1).length <= times) {
      assertThat(System.nanoTime())
          .as(() -> "no " + text + " in " + where.get() + "\n" + logged())
          .isLessThan(end);
      Thread.sleep(20);
    }
  }

  private String logged() {
    return read(log());
  }

  private String status() {
    return CommandRun.of("status", "--socket", folder.resolve("control.sock").toString())
        .out();
  }

  private String audited() {
    return read(folder.resolve("lib/audit.jsonl"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }

  private void annotate(String value) {
    admin.merge(
        "/api/v1/nodes/" + node + "?fieldManager=kubectl-annotate",
        "{\"metadata\":{\"annotations\":{\"infera.io/safe-mode-requested\":" + value + "}}}");
  }

  /** The node is annotated at most once in five seconds: the log and the audit log tell what is between. */
  @Test
  void agent_safeModeByAnnotation_comesAndGoesAndIsToldOfTheNode() throws Exception {
    Process started = start();
    await(this::logged, "observing: ");
    annotate("\"true\"");
    await(this::node, "\"temper.io/agent-status\":\"safe-mode\"");
    assertThat(node()).contains("asked for by annotation by kubectl-annotate at ");
    assertThat(audited()).contains("node " + node + " has infera.io/safe-mode-requested=true");

    annotate("null");
    await(this::audited, "\"to\":\"observing\"", 2);

    started.destroy();
    assertThat(started.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(node()).contains("\"temper.io/agent-status\":\"stopped\"");
  }

  @Test
  void agent_apiServerStopped_goesOnAndSaysSo_alsoIfItIsStartedThen() throws Exception {
    Process first = start();
    await(this::node, "\"temper.io/agent-status\":\"observing\"");
    await(this::node, "\"temper.io/pods-normal\":\"1\"");
    assertThat(node()).contains("\"temper.io/cpu-millis-normal\":\"250\"");
    plane.stopApiServer();
    await(this::logged, "what was heard before stays in force");
    assertThat(first.isAlive()).isTrue();
    await(this::status, "nothing new is heard from the API server at https://127.");

    first.destroyForcibly().waitFor();
    Process second = start();
    await(
        this::logged,
        "cannot tell whether node " + node + " asks for safe mode, which counts as if it did");
    assertThat(second.isAlive()).isTrue();

    plane.startApiServer();
    await(this::logged, "observing: ");
  }

  @Test
  void agent_onANodeWithoutCgroupV2_endsAtItsStartAndSaysSo() throws Exception {
    Files.delete(folder.resolve("cgroup/cgroup.controllers"));
    Process started = start();
    assertThat(started.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(started.exitValue()).isEqualTo(1);
    assertThat(logged()).contains("there is no cgroup v2 tree; ", "-Dtemper.cgroup.root=");
  }

  @Test
  void dryRun_podThatMakesNoSense_isNamedBesideThePlan() throws Exception {
    createPod("odd", "\"limits\":{\"cpu\":\"10k\"}");
    Path output = folder.resolve("plan");
    Process dryRun = run(AgentFolder.write(folder, "", ""), output, "--dry-run");
    agent = dryRun;
    assertThat(dryRun.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(read(output))
        .contains("pod default/odd-" + node, "its threads count among those of no pod")
        .doesNotContain("stays in force");
  }

  @Test
  void dryRun_kubeletWithARootOfItsOwn_findsItsPodsAndSaysWhere() throws Exception {
    String pod = "/api/v1/namespaces/default/pods/web-" + node;
    admin.merge(pod + "/status", "{\"status\":{\"phase\":\"Running\",\"qosClass\":\"Burstable\"}}");
    var uid = Pattern.compile("\"uid\":\"([^\"]+)\"").matcher(admin.get(pod));
    assertThat(uid.find()).isTrue();
    Files.createDirectories(folder.resolve("cgroup/tenants/kubepods/burstable/pod" + uid.group(1)));
    Path output = folder.resolve("plan");
    Process dryRun = run(AgentFolder.write(folder, "", ""), output, "--dry-run");
    agent = dryRun;
    assertThat(dryRun.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(read(output)).contains("the control groups of pods are in /tenants/kubepods");
  }
}

package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import io.temper.agent.Golden;
import io.temper.agent.json.JsonSchemas;
import io.temper.rightsize.usage.ContainerId;
import io.temper.runtime.usage.UsageCheckpointFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RightsizeCommandTest {
  private static final String PODS = "src/test/resources/io/temper/agent/rightsize/pods.yaml";

  @TempDir
  Path folder;

  private Path history;

  @BeforeEach
  void keep() throws IOException {
    history = folder.resolve("usage.history");
    new UsageCheckpointFile(history).write(SampleHistories.ofDay());
  }

  @Test
  void rightsize_pods_comparesEachRequestAndSaysWhy() {
    var run = run("-f", PODS, "--compare-vpa", "--node-cpus", "16", "--jvm-memory", "4096");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    Golden.assertMatches("rightsize/report.txt", run.out());
  }

  @Test
  void rightsize_podsAsJson_isTheSameForPrograms() {
    var run = run("-f", PODS, "--compare-vpa", "-o", "json");

    assertThat(run.exitCode()).isEqualTo(1);
    Golden.assertMatches(
        "rightsize/report.json", run.out().replace(history.toString(), "usage.history"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-f " + PODS,
        "-f " + PODS + " --compare-vpa --node-cpus 16 --jvm-memory 4096",
        "-f " + PODS + " --hpa-target 60",
      })
  void rightsize_asJson_isValid(String options) {
    var run = run((options + " -o json").strip().split(" "));

    assertThat(run.err()).isEmpty();
    JsonSchemas.requireValid("rightsize-report-v1", run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "RightsizeReport, Report",
    "starved, hungry",
    "recommended, advised",
    "requestMillis, request",
    "sentence, text",
    "seconds, time",
  })
  void rightsize_jsonThatIsSpoilt_isRefusedByTheSchema(String word, String instead) {
    String document = run("-f", PODS, "-o", "json").out();

    assertThat(JsonSchemas.accepts("rightsize-report-v1", document)).isTrue();
    assertThat(JsonSchemas.accepts("rightsize-report-v1", document.replace(word, instead)))
        .isFalse();
  }

  @Test
  void rightsize_noPods_recommendsWithoutComparing() {
    var run = run();

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^shop/calm-0 +\\? +\\? +1\\d\\d\\dm ")
        .containsPattern("(?m)^host/kubepods/0123456789abcdef\\S* +\\? +\\? +4\\d\\d\\dm ");
  }

  @Test
  void rightsize_resizePatch_isACommandPerPodThatChanges() {
    var run = run("-f", PODS, "--patch", "resize");

    assertThat(run.exitCode()).isZero();
    Golden.assertMatches("rightsize/resize.txt", run.out());
  }

  @ParameterizedTest
  @CsvSource({"json", "resize", "strategic"})
  void rightsize_patchAsJson_isOneDocument(String form) {
    var run = run("-f", PODS, "--patch", form, "-o", "json");

    assertThat(run.exitCode()).isZero();
    Golden.assertMatches("rightsize/patch-" + form + ".json", run.out());
  }

  @Test
  void rightsize_podsThatFit_isExitCode0() throws IOException {
    var pod = folder.resolve("pod.yaml");
    Files.writeString(pod, """
        kind: Pod
        metadata: {namespace: shop, name: calm-0, uid: u-3}
        spec:
          nodeName: n
          containers: [{name: app, resources: {requests: {cpu: 1150m}}}]
        """);

    var run = run("-f", pod.toString());

    assertThat(run.out()).contains("fits").contains("leave as is");
    assertThat(run.exitCode()).isZero();
  }

  /** What else stands under resources, such as claims of devices, is not ours to drop. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: app, resources: {claims: [{name: gpu}]}} | /resources/requests | {\"cpu\":\"285m\"}",
        "{name: app, resources: {limits: {memory: 1Gi}}} | /resources/requests | {\"cpu\":\"285m\"}",
        "{name: app, resources: {requests: {memory: 1Gi}}} | /resources/requests/cpu | \"285m\"",
        "{name: app} | /resources | {\"requests\":{\"cpu\":\"285m\"}}",
      })
  void rightsize_patchOfResources_addsOnlyWhatIsNotThere(
      String container, String path, String value) throws IOException {
    var run = run("-f", pod("idle-0", container).toString(), "--patch", "json");

    assertThat(run.out())
        .contains(
            "\"path\":\"/spec/template/spec/containers/0" + path + "\",\"value\":" + value + "}]'");
  }

  /** The API server refuses what changes the class of a pod that runs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BestEffort | {name: app}",
        "BestEffort | {name: app, resources: {claims: [{name: gpu}]}}",
        "Guaranteed | {name: app, resources: {requests: {cpu: 1}, limits: {cpu: 2}}}",
      })
  void rightsize_resizeThatWouldChangeTheClass_isLeftOutAndSaid(String qos, String container)
      throws IOException {
    var pod = pod("idle-0", container);
    Files.writeString(pod, Files.readString(pod) + "status: {qosClass: " + qos + "}\n");

    for (var output : List.of("table", "json")) {
      var run = run("-f", pod.toString(), "--patch", "resize", "-o", output);
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).doesNotContain("idle-0");
      assertThat(run.err())
          .isEqualTo("temper: shop/idle-0 has no patch: it would change its class, which the API"
              + " server refuses for a pod that runs; change its template instead, with --patch json"
              + " or strategic\n");
    }
    assertThat(run("-f", pod.toString(), "--patch", "json").out()).contains("idle-0");
  }

  /** That is what the container may use, and what 'plan' counts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{requests: {cpu: 4}, limits: {cpu: 4}} | padded  | 4    | 1",
        "{limits: {cpu: 300m}}                  | fits    | 300m | 0",
        "{requests: {cpu: 100m}}                | starved | 100m | 1",
      })
  void rightsize_onlyContainerOfAPodThatAsksAsAWhole_isComparedWithThat(
      String resources, String verdict, String request, int exitCode) throws IOException {
    var pod = pod("idle-0", "{name: app}");
    Files.writeString(pod, Files.readString(pod) + "  resources: " + resources + "\n");

    var run = run("-f", pod.toString());
    assertThat(run.out()).containsPattern("shop/idle-0/app +" + verdict + " +" + request + " ");
    assertThat(run.exitCode()).isEqualTo(exitCode);

    for (var form : List.of("json", "resize", "strategic")) {
      var patch = run("-f", pod.toString(), "--patch", form);
      assertThat(patch.out()).isEmpty();
      assertThat(patch.err())
          .isEqualTo(
              exitCode == 0
                  ? ""
                  : "temper: shop/idle-0 has no patch: its CPU is that of the whole pod"
                      + " (spec.resources), and a patch changes containers; change it there by"
                      + " hand\n");
    }
  }

  @Test
  void rightsize_oneOfSeveralContainersOfAPodThatAsksAsAWhole_isComparedWithItsOwnOrNotAtAll()
      throws IOException {
    var pod = pod("idle-0", "{name: app}, {name: log}");
    var whole = Files.readString(pod) + "  resources: {requests: {cpu: 4}}\n";
    Files.writeString(pod, whole);

    var none = run("-f", pod.toString());
    assertThat(none.exitCode()).isZero();
    assertThat(none.out())
        .containsPattern("shop/idle-0/app +\\? +\\? +")
        .contains("not compared: the CPU is that of the whole pod (spec.resources)");
    var json = run("-f", pod.toString(), "-o", "json").out();
    JsonSchemas.requireValid("rightsize-report-v1", json);
    assertThat(json).contains("\"notCompared\" : \"not compared: ").doesNotContain("\"verdict\"");
    assertThat(run("-f", pod.toString(), "--patch", "json").out()).isEmpty();

    Files.writeString(
        pod, whole.replace("{name: app}", "{name: app, resources: {requests: {cpu: 2}}}"));
    assertThat(run("-f", pod.toString()).out()).containsPattern("shop/idle-0/app +padded +2 ");
    assertThat(run("-f", pod.toString(), "--patch", "json").out()).isEmpty();
  }

  /** The pod's own request would be 3, that of its init container. */
  @Test
  void rightsize_limitOfThePodAndARequestOfItsOnlyContainer_isComparedWithAndPatchedInTheTemplate()
      throws IOException {
    var pod = pod("idle-0", "{name: app, resources: {requests: {cpu: 2}}}");
    Files.writeString(
        pod,
        Files.readString(pod)
            + "  resources: {limits: {cpu: 4}}\n"
            + "  initContainers: [{name: setup, resources: {requests: {cpu: 3}}}]\n");

    assertThat(run("-f", pod.toString()).out()).containsPattern("shop/idle-0/app +padded +2 ");
    assertThat(run("-f", pod.toString(), "--patch", "json").out())
        .contains("\"path\":\"/spec/template/spec/containers/0/resources/requests/cpu\"")
        .doesNotContain("limits");
    assertThat(run("-f", pod.toString(), "--patch", "strategic").out())
        .contains("\"resources\":{\"requests\":{\"cpu\":\"285m\"}}");
    var resize = run("-f", pod.toString(), "--patch", "resize");
    assertThat(resize.out()).isEmpty();
    assertThat(resize.err())
        .isEqualTo("temper: shop/idle-0 has no patch: its limit is that of the whole pod"
            + " (spec.resources), and the API server resizes no such pod before Kubernetes 1.35;"
            + " change its template instead, with --patch json or strategic\n");
  }

  /** Of app are wanted 285m; log stays as it is. */
  @ParameterizedTest
  @ValueSource(strings = {"json", "strategic"})
  void rightsize_requestsAboveTheLimitOfTheirPod_areLeftOutAndSaid(String form) throws IOException {
    var pod = pod(
        "idle-0",
        "{name: app, resources: {requests: {cpu: 100m}}}, {name: log, resources: {requests: {cpu: 50m}}}");
    var containers = Files.readString(pod);

    Files.writeString(pod, containers + "  resources: {limits: {cpu: 335m}}\n");
    assertThat(run("-f", pod.toString(), "--patch", form).out()).contains("285m");

    Files.writeString(pod, containers + "  resources: {limits: {cpu: 334m}}\n");
    var patch = run("-f", pod.toString(), "--patch", form);
    assertThat(patch.out()).isEmpty();
    assertThat(patch.err())
        .isEqualTo("temper: shop/idle-0 has no patch: its containers would request 335m together,"
            + " and its limit as a whole (spec.resources) is 334m, beyond which the API server takes"
            + " no requests; raise that limit by hand, too\n");
  }

  /** Request and limit are alike and would move together, but the limit is not in the container. */
  @Test
  void rightsize_requestAsLargeAsTheLimitOfThePod_isChangedByHand() throws IOException {
    var pod = pod("idle-0", "{name: app, resources: {requests: {cpu: 4}}}");
    Files.writeString(pod, Files.readString(pod) + "  resources: {limits: {cpu: 4}}\n");

    var patch = run("-f", pod.toString(), "--patch", "json");

    assertThat(patch.out()).isEmpty();
    assertThat(patch.err()).contains("its CPU is that of the whole pod (spec.resources)");
  }

  /** Whatever the API server is told, the kubelet runs what the file says. */
  @ParameterizedTest
  @ValueSource(strings = {"json", "resize", "strategic"})
  void rightsize_mirrorOfAStaticPod_isLeftOutAndItsFileNamed(String form) throws IOException {
    var pod = pod("idle-0", "{name: app, resources: {requests: {cpu: 2}}}");
    Files.writeString(
        pod,
        Files.readString(pod)
            .replace("uid: u-9", "uid: u-9, annotations: {kubernetes.io/config.mirror: abc}"));

    assertThat(run("-f", pod.toString()).out()).containsPattern("shop/idle-0/app +padded +2 ");
    var patch = run("-f", pod.toString(), "--patch", form);

    assertThat(patch.exitCode()).isZero();
    assertThat(patch.out()).isEmpty();
    assertThat(patch.err())
        .isEqualTo("temper: shop/idle-0 has no patch: it is the mirror of a static pod, whose"
            + " specification the API server does not change; change the file that the kubelet of"
            + " its node runs it from\n");
  }

  /** What stands in the way of one container stands in the way of its pod. */
  @Test
  void rightsize_podOfWhichOneContainerHasNoPatch_isLeftOutWhole() throws IOException {
    var alike = "resources: {requests: {cpu: 4}, limits: {cpu: 4}}";
    var pod =
        pod("idle-0", "{name: app, " + alike + "}, {name: log, resources: {requests: {cpu: 4}}}");
    Files.writeString(pod, Files.readString(pod) + "status: {qosClass: Guaranteed}\n");
    var twice = new HashMap<>(SampleHistories.ofDay());
    var app = new ContainerId("shop", "idle-0", "app");
    twice.put(new ContainerId("shop", "idle-0", "log"), Objects.requireNonNull(twice.get(app)));
    new UsageCheckpointFile(history).write(twice);

    assertThat(run("-f", pod.toString(), "--patch", "json").out())
        .contains("\"app\"")
        .contains("\"log\"");
    var resize = run("-f", pod.toString(), "--patch", "resize");

    assertThat(resize.out()).isEmpty();
    assertThat(resize.err()).contains("shop/idle-0 has no patch").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "resize", "strategic"})
  void rightsize_quoteInTheNameOfAContainer_isNoEndOfTheWordForAShell(String form)
      throws Exception {
    var name = "app'; touch " + folder.resolve("x") + "; é";
    var pod = pod("idle-0", "{name: \"" + name + "\", resources: {requests: {cpu: 2}}}");

    var line = run("-f", pod.toString(), "--patch", form).out().strip();

    assertThat(line).matches("\\p{Print}+");
    var script = "kubectl() { for word; do :; done; printf %s \"$word\"; }\n" + line;
    var shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    var heard = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    assertThat(folder.resolve("x")).doesNotExist();
    assertThat(new JsonMapper().readTree(heard).toString()).contains(name);
  }

  private Path pod(String name, String container) throws IOException {
    return Files.writeString(folder.resolve("pod.yaml"), """
        kind: Pod
        metadata: {namespace: shop, name: %s, uid: u-9}
        spec:
          nodeName: n
          containers: [%s]
        """.formatted(name, container));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--patch resize | --patch: a patch needs the pods that it is for; give --file",
        "--patch other | 'other' is not one of json, resize, strategic",
        "--jvm-memory 512 | --jvm-memory: a JVM also goes by the CPUs of the node",
        "--hpa-target 0 | --hpa-target: 0 is too small; give a number above 0",
        "--patch-path spec | --patch-path: 'spec' is no path to a specification"
      })
  void rightsize_wrongUse_isOneLineAndExitCode2(String options, String problem) {
    var run = run(options.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("temper: ").contains(problem).hasLineCount(1);
  }

  @Test
  void rightsize_historyThatIsNone_isExitCode2AndNamesTheFile() throws IOException {
    Files.writeString(history, "not a history");

    var run = run();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("--history: " + history + ": this is no checkpoint of histories; give a file that"
            + " 'temper run' wrote");
  }

  @Test
  void rightsize_noAgent_isExitCode2() {
    var run = CommandRun.of("rightsize", "--socket", folder.resolve("none.sock").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("none.sock");
  }

  private CommandRun run(String... options) {
    List<String> args = new ArrayList<>(List.of("rightsize", "--history", history.toString()));
    args.addAll(List.of(options));
    return CommandRun.of(args.toArray(String[]::new));
  }
}

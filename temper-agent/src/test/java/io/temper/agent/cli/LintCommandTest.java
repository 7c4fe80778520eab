package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import io.temper.agent.Golden;
import io.temper.agent.json.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code temper lint} end to end, over the real adapters. */
class LintCommandTest {
  private static final String FOLDER = "src/test/resources/io/temper/agent/";
  private static final String SHOP = FOLDER + "lint/shop.yaml";
  private static final String SUPPRESSIONS = FOLDER + "lint/suppressions.toml";

  @TempDir
  private Path dir;

  private static CommandRun lint(String... more) {
    List<String> args = new ArrayList<>(List.of("lint", "-f", SHOP, "-t", "4c8t"));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  @Test
  void lint_manifests_isTheGoldenText() {
    var run = lint();

    assertThat(run.err()).isEmpty();
    Golden.assertMatches("lint/shop.txt", run.lines());
  }

  @Test
  void lint_withSuppressions_isTheGoldenText() {
    Golden.assertMatches(
        "lint/shop-suppressed.txt", lint("--suppressions", SUPPRESSIONS).lines());
  }

  @Test
  void lint_github_annotatesTheLinesOfTheFaults() {
    assertThat(lint("-o", "github").lines())
        .anyMatch(line -> line.startsWith(
            "::warning file=" + SHOP + ",line=15,title=limit_below_one_cpu::shop/checkout"))
        .anyMatch(line -> line.startsWith(
            "::warning file=" + SHOP + ",line=48,title=priority_class_unknown::jobs/report"));
  }

  /** The pod as a whole has no limit, since 'app' has none. */
  @Test
  void lint_limitOfOneContainerOnly_isNamedWithItsLines(@TempDir Path folder) throws IOException {
    var pods = Files.writeString(folder.resolve("pods.yaml"), """
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          priorityClassName: temper-high
          containers:
            - name: app
              resources: {requests: {cpu: 1}}
            - resources: {limits: {cpu: 100m}}
              name: proxy
        """);

    var lines = CommandRun.of("lint", "-f", pods.toString(), "-t", "4c8t", "-o", "github")
        .lines();

    assertThat(lines)
        .anyMatch(line -> line.startsWith(
            "::warning file=" + pods + ",line=8,title=limit_below_one_cpu::proxy of shop/web is"
                + " limited to 100m CPU, less than one thread can use."))
        .anyMatch(line -> line.startsWith("::warning file=" + pods
            + ",line=8,title=limit_not_enforced::the CPU limit of shop/web,"
            + " proxy 100m, is not enforced while the scheduler is attached."));
  }

  @ParameterizedTest
  @CsvSource({"json, {", "sarif, {", "junit, <?xml", "github, ::", "text, SEVERITY"})
  void lint_eachFormat_isWrittenUnderBothOptions(String format, String start) {
    String now = "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z";
    String one = lint("-o", format).out();

    assertThat(one).startsWith(start);
    assertThat(lint("--format", format).out().replaceAll(now, "NOW"))
        .isEqualTo(one.replaceAll(now, "NOW"));
  }

  @Test
  void lint_json_isValid() {
    JsonSchemas.requireValid("lint-report-v1", lint("-o", "json").out());
  }

  @ParameterizedTest
  @CsvSource({"error, 0", "warning, 1", "info, 1", "never, 0"})
  void lint_failOn_decidesTheExitCode(String severity, int exitCode) {
    assertThat(lint("--fail-on", severity).exitCode()).isEqualTo(exitCode);
  }

  @Test
  void lint_errors_endWith1() {
    var run = CommandRun.of("lint", "-f", SHOP, "-t", "1c");

    assertThat(run.out()).contains("critical_above_cores");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(
            CommandRun.of("lint", "-f", SHOP, "-t", "1c", "--fail-on", "never").exitCode())
        .isZero();
  }

  @Test
  void lint_listOfAnApiServer_isLintedNodeByNode() {
    String pods = FOLDER + "pods.json";
    var all = CommandRun.of("lint", "-f", pods, "-t", "4c8t");
    var one = CommandRun.of("lint", "-f", pods, "-t", "4c8t", "-n", "node-2", "-o", "json");

    assertThat(all.out()).contains("node-1, layer critical");
    assertThat(one.out()).contains("\"node-2\"").doesNotContain("\"node-1\"");
  }

  /** As in the list of a cluster: what waits for a node is in no plan. */
  private String someOnNoNode() throws IOException {
    Path file = dir.resolve("some.yaml");
    Files.writeString(
        file,
        deployment("small", 2) + deployment("big", 64)
            + "kind: Pod\nmetadata: {name: placed}\nspec: {nodeName: n1, containers: [{name: c}]}\n");
    return file.toString();
  }

  private static String deployment(String name, int cpus) {
    return """
        kind: Deployment
        metadata: {name: %s}
        spec:
          template:
            spec:
              priorityClassName: temper-critical
              containers: [{name: c, resources: {requests: {cpu: %d}}}]
        ---
        """.formatted(name, cpus);
  }

  @Test
  void lint_podsOnNoNodeBesidePlacedOnes_areNotPassedAndTheirRequestsAreJudged()
      throws IOException {
    var run = CommandRun.of("lint", "-f", someOnNoNode(), "-t", "4c8t");

    assertThat(run.out())
        .contains("default/big requests 64 CPUs, and the node has 8")
        .contains("critical_above_cores")
        .contains("it needs the plan: 2 pods name no node: default/big, default/small")
        .contains("11 could not be checked");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void lint_oneNode_saysNothingOfPodsOnNone() throws IOException {
    var run = CommandRun.of("lint", "-f", someOnNoNode(), "-t", "4c8t", "-n", "n1");

    assertThat(run.out()).doesNotContain("default/big").contains("0 could not be checked");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text | 2 objects of other kinds were not looked at: 1 PodTemplate, 1 Rollout",
        "json | \"Rollout\" : 1",
        "sarif | 2 objects of other kinds were not looked at",
        "github | ::notice title=not looked at::2 objects of other kinds were not looked at: 1",
        "junit | <skipped message=\"2 objects of other kinds were not looked at: 1 PodTemplate, 1",
      })
  void lint_otherKinds_areToldInEachFormat(String format, String said) throws IOException {
    Path file = dir.resolve("others.yaml");
    Files.writeString(file, "kind: Rollout\n---\nkind: PodTemplate\n");
    var run = CommandRun.of("lint", "-f", file.toString(), "-t", "4c8t", "-o", format);

    assertThat(run.out()).contains(said);
  }

  /** Two manifests of one job, of which the API server makes two. */
  @Test
  void lint_objectsWithOneGenerateName_haveFingerprintsOfTheirOwnThatStayWhenLinesMove()
      throws IOException {
    String jobs = job(64) + job(32);

    var before = fingerprints(jobs);
    assertThat(before).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    assertThat(fingerprints("#\n" + jobs)).isEqualTo(before);
    assertThat(fingerprints("#\n".repeat(5) + jobs)).isEqualTo(before);
    assertThat(fingerprints(job(32))).hasSize(1).isSubsetOf(before);
  }

  private static String job(int cpus) {
    return deployment("x", cpus)
        .replace("Deployment", "Job")
        .replace("{name: x}", "{generateName: batch-}");
  }

  /** Returns those of one rule, by the line that they are about. */
  private List<String> fingerprints(String manifests) throws IOException {
    Path file = Files.writeString(dir.resolve("jobs.yaml"), manifests);
    var run = CommandRun.of("lint", "-f", file.toString(), "-t", "4c8t", "-o", "sarif");
    Map<Integer, String> byLine = new TreeMap<>();
    new JsonMapper().readTree(run.out()).path("runs").path(0).path("results").forEach(result -> {
      if (result.path("ruleId").asString().equals("workload_above_node")) {
        byLine.put(
            result.at("/locations/0/physicalLocation/region/startLine").asInt(),
            result.path("partialFingerprints").toString());
      }
    });
    return List.copyOf(byLine.values());
  }

  @Test
  void lint_standardInput_givesTheSameFindings() throws IOException {
    var run = CommandRun.with(
        Map.of("LANG", "C.UTF-8"),
        Files.readString(Path.of(SHOP)),
        "lint",
        "-f",
        "-",
        "-t",
        "4c8t");
    assertThat(run.out().replace("standard input", SHOP)).contains(SHOP + ":15");
  }

  @Test
  void lint_faultySuppressions_areWrongInput() throws IOException {
    Path file = dir.resolve("s.toml");
    Files.writeString(file, "apiVersion = \"temper.io/v1\"\nkind = \"LintSuppressions\"\nx = 1\n");
    var run = lint("--suppressions", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("temper: --suppressions: " + file + ":3:1: there is no key 'x'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "-n node-1 | --node has a meaning only with -f PODS",
        "-t 4c8t | --topology has a meaning only with -f PODS",
        "--suppressions x | --suppressions has a meaning only with -f PODS",
        "-f x --socket y | --socket has a meaning only without -f PODS",
        "--fail-on bad | 'bad' is not one of error, warning, info, never",
        "-o xml | 'xml' is not one of text, json, sarif, junit, github",
      })
  void lint_optionsThatDoNotFit_areWrongUse(String args, String message) {
    var run = CommandRun.of(("lint " + args).split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void lint_noAgent_isNoAnswer() {
    var run = CommandRun.of("lint", "--socket", dir.resolve("none.sock").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("temper: ");
  }
}

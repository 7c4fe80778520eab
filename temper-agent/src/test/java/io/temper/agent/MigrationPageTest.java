package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.temper.testkit.cluster.NeedsControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/migration.md} says can be typed, typed in its order. */
@NeedsControlPlane
class MigrationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "migration.md");
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```\n", Pattern.DOTALL);

  @TempDir
  Path folder;

  /** How commands end that do not end with 0, in order. */
  private static final List<String> SOMETHING_LEFT = List.of(
      "temper migrate --check > migrate.sh", "temper migrate --check -f values.yaml > edit.sh");

  @Test
  void commands_inTheirOrder_leaveNoOldName() throws Exception {
    assumeTrue(MigrationCluster.hasKubectl(), "docs/migration.md IS NOT RUN: there is no kubectl");
    Files.copy(
        Path.of("src/test/resources/io/temper/agent/migrate/page-values.yaml"),
        folder.resolve("values.yaml"));
    try (var cluster = MigrationCluster.of("page.txt", folder)) {
      for (String command : commands()) {
        var done = cluster.shell(command);
        assertThat(done.exitCode())
            .as("%s\n%s", command, done.output())
            .isEqualTo(SOMETHING_LEFT.contains(command) ? 1 : 0);
      }
      assertThat(cluster.shell("cat values.yaml").output()).contains("temper-canary");
      assertThat(nodeOne(cluster))
          .contains("temper.io/safe-mode-requested:true")
          .doesNotContain("infera");
    }
  }

  private static String nodeOne(MigrationCluster cluster) throws Exception {
    return cluster
        .shell("kubectl get node n1 -o jsonpath='{.metadata.annotations}' | tr -d '\"'")
        .output();
  }

  /** Else the page could leave one out and still end with nothing left. */
  @Test
  void namesOfThePage_areThoseThatTheCommandFinds() throws IOException {
    Map<String, String> pairs = new LinkedHashMap<>();
    var row = Pattern.compile("\\| `([^` ]*infera[^` ]*|temper\\.codes[^` ]*)` \\| `([^` ]+)` \\|")
        .matcher(Files.readString(PAGE));
    while (row.find()) {
      pairs.put(row.group(1), row.group(2));
    }
    assertThat(pairs).hasSizeGreaterThan(7);
    String manifests = String.join(
        "\n---\n", pairs.keySet().stream().map(MigrationPageTest::manifest).toList());
    String found = CommandRun.with(
            Map.of("LANG", "C.UTF-8"), manifests, "migrate", "--check", "-f", "-")
        .out();
    pairs.forEach((old, now) -> assertThat(found).contains(" " + old + " → " + now));
  }

  private static String manifest(String name) {
    if (name.contains("_")) {
      return "kind: ConfigMap\nmetadata: {name: m}\ndata: {a: " + name + "}";
    }
    return name.startsWith("infera-c") && !name.endsWith("y")
        ? "kind: PriorityClass\nmetadata: {name: " + name + "}"
        : "kind: Node\nmetadata: {name: n, annotations: {" + name + ": x}}";
  }

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    var block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      block.group(1).lines().filter(line -> !line.isBlank()).forEach(commands::add);
    }
    assertThat(commands).hasSizeGreaterThan(15);
    return commands;
  }
}

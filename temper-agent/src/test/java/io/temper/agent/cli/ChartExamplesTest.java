package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import io.temper.agent.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pod lists of {@code docs/examples/charts}: what the commands say of them is kept as files. */
class ChartExamplesTest {
  private static final Path CHARTS = Path.of("..", "docs", "examples", "charts");
  private static final String MACHINE = "8c16t";

  static List<String> charts() {
    try (Stream<Path> files = Files.list(CHARTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.replace(".yaml", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void charts_areThere() {
    assertThat(charts()).hasSizeGreaterThanOrEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("charts")
  void plan_ofAChart_readsAsKept(String chart) {
    assertKept(chart + "-plan.txt", CommandRun.of("plan", "-f", file(chart), "-t", MACHINE));
  }

  @Test
  void explain_ofTheMaster_readsAsKept() {
    assertKept(
        "redis-explain.txt",
        CommandRun.of("explain", "redis-master-0", "-f", file("redis"), "-t", MACHINE));
  }

  @Test
  void simulate_moreChartsOnTheNode_readsAsKept() {
    assertKept(
        "redis-and-kafka-simulate.txt",
        CommandRun.of(
            "simulate",
            "-f",
            file("redis"),
            "-t",
            MACHINE,
            "--add",
            file("kafka"),
            "--add",
            file("cert-manager")));
  }

  @Test
  void simulate_aLargerMasterAndALeavingReplica_readsAsKept() {
    assertKept(
        "redis-scale-simulate.txt",
        CommandRun.of(
            "simulate",
            "-f",
            file("redis"),
            "-t",
            MACHINE,
            "--scale",
            "redis-master-0=2500m",
            "--remove",
            "shop/redis-replicas-2"));
  }

  @Test
  void simulate_json_isAsKept() {
    assertKept(
        "redis-add-simulate.json",
        CommandRun.of(
            "simulate",
            "-f",
            file("cert-manager"),
            "-t",
            MACHINE,
            "--add",
            file("redis"),
            "-o",
            "json"));
  }

  @Test
  void simulate_anotherMachine_readsAsKept() {
    assertKept(
        "kafka-on-simulate.txt",
        CommandRun.of("simulate", "-f", file("kafka"), "-t", "2c4t", "--on", "4l16c"));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void lint_ofAChart_readsAsKept(String chart) {
    assertLintKept(chart + "-lint.txt", "lint", "-f", file(chart), "-t", MACHINE);
  }

  @Test
  void lint_sarif_isAsKept() {
    assertLintKept("redis-lint.sarif", "lint", "-f", file("redis"), "-t", MACHINE, "-o", "sarif");
  }

  /** A violation ends with 1; what could not be checked does not. */
  private static void assertLintKept(String golden, String... args) {
    var run = CommandRun.of(args);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isBetween(0, 1);
    Golden.assertMatches(
        "charts/" + golden, run.lines().stream().map(ChartExamplesTest::lasting).toList());
  }

  /** Without the moment and the release of this run. */
  private static String lasting(String line) {
    return line.replaceFirst("(\"endTimeUtc\" : )\".*\"", "$1\"NOW\"")
        .replaceFirst("^( {10}\"version\" : )\".*\"", "$1\"RELEASE\"");
  }

  private static void assertKept(String golden, CommandRun run) {
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    Golden.assertMatches("charts/" + golden, run.lines());
  }

  private static String file(String chart) {
    return CHARTS.resolve(chart + ".yaml").toString();
  }
}

package io.temper.agent.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the commands print of real manifests, and the published schemas, say the same. */
class ReportSchemasTest {
  private static final Path CHARTS = Path.of("..", "docs", "examples", "charts");
  private static final String REDIS = CHARTS.resolve("redis.yaml").toString();
  private static final String KAFKA = CHARTS.resolve("kafka.yaml").toString();

  static List<String> charts() {
    try (Stream<Path> files = Files.list(CHARTS)) {
      return files
          .map(Path::toString)
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("charts")
  void plan_isValid(String chart) {
    JsonSchemas.requireValid("plan-report-v1", json("plan", "-f", chart, "-t", "8c16t"));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void simulate_isValid(String chart) {
    String other = chart.equals(REDIS) ? KAFKA : REDIS;
    JsonSchemas.requireValid(
        "simulation-v1", json("simulate", "-f", other, "-t", "8c16t", "--add", chart));
    JsonSchemas.requireValid(
        "simulation-v1", json("simulate", "-f", chart, "-t", "2c4t", "--on", "4l16c"));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void lint_isValid(String chart) {
    JsonSchemas.requireValid("lint-report-v1", json("lint", "-f", chart, "-t", "8c16t"));
  }

  @Test
  void simulate_everyKindOfChange_isValid() {
    JsonSchemas.requireValid(
        "simulation-v1",
        json(
            "simulate",
            "-f",
            REDIS,
            "-t",
            "8c16t",
            "--scale",
            "redis-master-0=2500m",
            "--remove",
            "shop/redis-replicas-2"));
  }

  /** Else the schemas could accept anything. */
  @ParameterizedTest
  @CsvSource({
    "plan-report-v1, PlanReport, Plan",
    "plan-report-v1, EnforcementPlan, Plan",
    "plan-report-v1, sliceMicros, slice",
    "plan-report-v1, confined, fenced",
    "plan-report-v1, sentence, text",
    "plan-report-v1, passedOver, skipped",
    "simulation-v1, Simulation, Simulated",
    "simulation-v1, machineAfter, machine",
    "simulation-v1, cpusChangingOwner, cpus",
    "simulation-v1, shape, form",
    "simulation-v1, requestMillis, request",
  })
  void documentThatIsSpoilt_isRefused(String schema, String word, String instead) {
    String document = schema.equals("plan-report-v1")
        ? json("plan", "-f", REDIS, "-t", "8c16t")
        : json("simulate", "-f", REDIS, "-t", "8c16t", "--add", KAFKA);
    assertThat(JsonSchemas.accepts(schema, document)).isTrue();
    assertThat(JsonSchemas.accepts(schema, document.replace(word, instead))).isFalse();
  }

  private static String json(String... args) {
    var run = CommandRun.of(
        Stream.concat(Stream.of(args), Stream.of("-o", "json")).toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return run.out();
  }
}

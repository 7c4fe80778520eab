package io.temper.agent.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.advice.SampleLint;
import io.temper.agent.report.agent.ConfigurationReport;
import io.temper.agent.report.agent.ConfigurationReport.Fallback;
import io.temper.agent.report.agent.ConfigurationReport.InFile;
import io.temper.agent.report.agent.ConfigurationReport.Option;
import io.temper.agent.report.agent.ConfigurationReport.Setting;
import io.temper.agent.report.agent.HealthReport;
import io.temper.agent.report.agent.SampleObservation;
import io.temper.agent.report.agent.SampleStatus;
import io.temper.agent.report.agent.StatusReport;
import io.temper.agent.report.explain.ExplainedCgroup;
import io.temper.agent.report.explain.SampleExplanation;
import io.temper.agent.report.observe.SampleThreads;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.NodeObservation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The documents of the agent and their published schemas say the same. */
class AgentSchemasTest {
  @Test
  void status_isValid() {
    for (StatusReport report : List.of(SampleStatus.enforcing(), SampleStatus.inSafeMode())) {
      JsonSchemas.requireValid("agent-status-v1", StatusJson.of(report));
    }
  }

  @Test
  void observation_isValid() {
    for (NodeObservation node :
        List.of(SampleObservation.enforcing(), SampleObservation.inSafeMode())) {
      JsonSchemas.requireValid(
          "agent-observation-v1", ObservationJson.of(SampleStatus.inSafeMode(), node));
    }
  }

  /** No rule of the standard linter finds something of a part on a node yet, but one of somebody else may. */
  @Test
  void observation_ofAFindingAboutAContainer_namesIt() {
    var report = SampleLint.ofContainers("proxy").parts().get(0).report();
    var node = SampleObservation.enforcing()
        .withLint(new LintObservation(report, Map.of("violation", 1L)));
    String document = ObservationJson.of(SampleStatus.enforcing(), node);

    JsonSchemas.requireValid("agent-observation-v1", document);
    assertThat(new JsonMapper().readTree(document).path("lint").findValuesAsString("part"))
        .containsExactly("proxy");
  }

  @Test
  void configuration_isValid() {
    var settings = List.of(
        new Setting("mode", Optional.of("observe"), new Option("--observe")),
        new Setting("source", Optional.empty(), new Fallback()),
        new Setting("restart.budget", Optional.of(BigDecimal.valueOf(3)), new Fallback()),
        new Setting("tiers.honour_annotation", Optional.of(true), new InFile("/t.toml", 4)),
        new Setting("system.cgroups", Optional.of(List.of("/a")), new InFile("/t.toml", 7)));
    for (Optional<String> file : List.of(Optional.<String>empty(), Optional.of("/t.toml"))) {
      JsonSchemas.requireValid(
          "agent-configuration-v1", ConfigurationJson.of(new ConfigurationReport(file, settings)));
    }
  }

  @Test
  void threads_areValid() {
    JsonSchemas.requireValid("threads-v1", ThreadsJson.of(SampleThreads.report()));
  }

  @Test
  void explanation_isValid() {
    for (ExplainedCgroup explained : List.of(
        SampleExplanation.ofAProcess(),
        SampleExplanation.ofNothing(),
        SampleExplanation.onTheStockScheduler())) {
      JsonSchemas.requireValid("cgroup-explanation-v1", CgroupExplanationJson.of(explained));
      JsonSchemas.requireValid(
          "cgroup-explanation-v1", CgroupExplanationJson.of(explained.agent()));
    }
  }

  @Test
  void health_isValid() {
    JsonSchemas.requireValid(
        "agent-health-v1", HealthJson.of(HealthReport.ready(SampleObservation.inSafeMode())));
  }

  /** Else the schemas could accept anything. */
  @ParameterizedTest
  @CsvSource({
    "agent-status-v1, temper.io/v1, temper.io/v2",
    "agent-status-v1, AgentStatus, Doctor",
    "agent-status-v1, generation, generatoin",
    "agent-status-v1, members, limbs",
    "agent-status-v1, startedAt, beganAt",
    "agent-observation-v1, AgentObservation, AgentStatus",
    "agent-observation-v1, loopAgeMillis, loopAge",
    "agent-observation-v1, longestWaitNanos, longestWait",
    "agent-observation-v1, publishes, published",
    "agent-observation-v1, sameCore, sameHeart",
    "agent-observation-v1, reachable, there",
    "agent-observation-v1, written, wrote",
    "agent-health-v1, good, well",
    "threads-v1, Threads, Thread",
    "threads-v1, yield, wait",
    "threads-v1, profile, kind",
    "threads-v1, waitNanos, wait",
    "cgroup-explanation-v1, CgroupExplanation, Explanation",
    "cgroup-explanation-v1, treatment, treat",
    "cgroup-explanation-v1, groups, parts",
    "cgroup-explanation-v1, cpuMax, max",
    "cgroup-explanation-v1, remedy, advice",
  })
  void documentThatIsSpoilt_isRefused(String schema, String word, String instead) {
    String document =
        switch (schema) {
          case "agent-status-v1" -> StatusJson.of(SampleStatus.enforcing());
          case "threads-v1" -> ThreadsJson.of(SampleThreads.report());
          case "cgroup-explanation-v1" -> CgroupExplanationJson.of(SampleExplanation.ofAProcess());
          case "agent-health-v1" ->
            HealthJson.of(HealthReport.ready(SampleObservation.enforcing()));
          default -> ObservationJson.of(SampleStatus.enforcing(), SampleObservation.enforcing());
        };
    assertThat(JsonSchemas.accepts(schema, document)).isTrue();
    assertThat(JsonSchemas.accepts(schema, document.replace(word, instead))).isFalse();
  }

  @Test
  void documentOfANewerAgent_isAccepted() {
    String document = StatusJson.of(SampleStatus.enforcing());
    assertThat(JsonSchemas.accepts(
            "agent-status-v1", document.replaceFirst("\\{", "{ \"colour\": \"red\",")))
        .isTrue();
  }
}

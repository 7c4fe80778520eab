package io.temper.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.temper.agent.Golden;
import io.temper.agent.report.advice.LintRun;
import io.temper.agent.report.advice.SampleLint;
import io.temper.agent.report.input.InputException;
import io.temper.lint.LintResult;
import io.temper.lint.rule.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LintDocumentsTest {
  private static final Path SARIF =
      Path.of("src/test/resources/io/temper/agent/lint/sarif-2.1.0-subset.json");
  private static final LintRun RUN = SampleLint.run();

  @Test
  void json_everyOutcome_isValid() {
    JsonSchemas.requireValid("lint-report-v1", LintJson.of(RUN));
  }

  @ParameterizedTest
  @CsvSource({
    "could_not_check, unclear",
    "LintReport, Report",
    "first_rule, First",
    "remediation, remedy",
    "windowMillis, window",
    "subject, about",
  })
  void json_spoilt_isRefusedByTheSchema(String word, String instead) {
    assertThat(JsonSchemas.accepts("lint-report-v1", LintJson.of(RUN))).isTrue();
    assertThat(JsonSchemas.accepts("lint-report-v1", LintJson.of(RUN).replace(word, instead)))
        .isFalse();
  }

  @Test
  void json_writtenAndRead_isTheSameDocument() {
    assertThat(LintJson.of(LintJson.read(LintJson.of(RUN)))).isEqualTo(LintJson.of(RUN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"LintReport\"}",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"LintReport\", \"at\": \"2026-06-01T12:00:00Z\","
            + " \"results\": [{\"rule\": \"x\"}]}",
      })
  void json_anythingElse_isWrongInput(String text) {
    assertThatExceptionOfType(InputException.class).isThrownBy(() -> LintJson.read(text));
  }

  @Test
  void sarif_everyOutcome_keepsTheRulesOfTheStandard() throws IOException {
    String document = LintSarif.of(RUN, "1.2.3");
    Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(SARIF));

    assertThat(schema.validate(document, InputFormat.JSON)).as(document).isEmpty();
    assertThat(schema.validate(document.replace("2.1.0\"", "2.0\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema.validate(
            document.replace("\"startLine\" : 7", "\"startLine\" : 0"), InputFormat.JSON))
        .isNotEmpty();
    Golden.assertMatches("lint/sample.sarif", document + "\n");
  }

  /** What a schema cannot say. */
  @Test
  void sarif_indexesAndFingerprints_fit() {
    JsonNode run =
        new JsonMapper().readTree(LintSarif.of(RUN, "1.2.3")).path("runs").path(0);
    JsonNode rules = run.path("tool").path("driver").path("rules");
    Set<String> fingerprints = new HashSet<>();
    for (JsonNode result : run.path("results")) {
      assertThat(rules.path(result.path("ruleIndex").asInt(-1)).path("id"))
          .isEqualTo(result.path("ruleId"));
      assertThat(fingerprints.add(result.path("partialFingerprints").toString()))
          .isTrue();
    }
    assertThat(run.path("results")).hasSize(4);
    assertThat(run.path("results").path(0).path("suppressions").isMissingNode()).isTrue();
  }

  @Test
  void sarif_fingerprint_staysWhenLinesAndNumbersChange() {
    String document = LintSarif.of(RUN, "1");
    String other = LintSarif.of(
        LintJson.read(
            LintJson.of(RUN).replace("\"line\" : 7", "\"line\" : 9").replace("<= 3", "<= 5")),
        "1");

    assertThat(fingerprints(other)).isEqualTo(fingerprints(document)).hasSize(4);
    assertThat(other).isNotEqualTo(document);
  }

  @Test
  void json_ofContainers_namesTheirPart() {
    String document = LintJson.of(SampleLint.ofContainers("app", "proxy"));
    JsonSchemas.requireValid("lint-report-v1", document);
    assertThat(new JsonMapper().readTree(document).path("results").findValuesAsString("part"))
        .containsExactly("app", "proxy");
    assertThat(LintJson.of(LintJson.read(document))).isEqualTo(document);
  }

  @Test
  void subject_ofAPartOfTheNode_namesNodeAndPart() {
    var whole = SampleLint.ofContainers("").rows().get(0).result();
    var result = new LintResult(
        whole.rule(), whole.severity(), Subject.ALL, whole.outcome(), null, "socket 1");

    assertThat(new LintRun.Row("node-1", result).subject()).isEqualTo("node-1, socket 1");
    assertThat(new LintRun.Row("", result).subject()).isEqualTo("node, socket 1");
    assertThat(new LintRun.Row("node-1", whole).subject()).isEqualTo("node-1, workload shop/web");
  }

  @Test
  void sarif_fingerprintsOfContainers_doNotDependOnTheirOrder() {
    var both = fingerprints(LintSarif.of(SampleLint.ofContainers("app", "proxy"), "1"));
    var proxy = fingerprints(LintSarif.of(SampleLint.ofContainers("proxy"), "1"));

    assertThat(both)
        .hasSize(2)
        .isEqualTo(fingerprints(LintSarif.of(SampleLint.ofContainers("proxy", "app"), "1")))
        .containsAll(proxy);
  }

  private static Set<String> fingerprints(String document) {
    Set<String> all = new HashSet<>();
    new JsonMapper()
        .readTree(document)
        .path("runs")
        .path(0)
        .path("results")
        .forEach(result -> all.add(result.path("partialFingerprints").toString()));
    return all;
  }
}

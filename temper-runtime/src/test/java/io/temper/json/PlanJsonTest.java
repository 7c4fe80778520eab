package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.plan.CoexistenceDecision;
import io.temper.plan.Decision;
import io.temper.plan.EnforcementPlan;
import io.temper.tier.TierReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanJsonTest {
  private static final String GOLDEN = "plan.json";

  @Test
  void write_planWithEveryCase_isTheGoldenFile() throws IOException {
    String written = PlanJson.write(SamplePlan.PLAN);

    // What sentences say is the business of those who make them.
    assertThat(written.replaceAll("\"sentence\": \".*\"", "\"sentence\": \"...\""))
        .isEqualTo(golden());
  }

  @Test
  void read_goldenFile_isThePlan() throws IOException {
    assertThat(PlanJson.read(GOLDEN, golden())).isEqualTo(SamplePlan.PLAN);
  }

  @Test
  void tree_isTheSameDocument() {
    assertThat(JsonCodec.write(PlanJson.tree(SamplePlan.PLAN)))
        .isEqualTo(PlanJson.write(SamplePlan.PLAN));
  }

  /** Whoever adds a case to a sealed type adds it to the sample, and with it to the wire format. */
  @ParameterizedTest
  @MethodSource("cases")
  void sample_holdsEveryCase(Class<?> type) {
    EnforcementPlan plan = SamplePlan.PLAN;
    Stream<Object> values = Stream.concat(
        plan.decisions().stream(),
        plan.members().stream().map(member -> member.assignment().reason()));

    assertThat(values).anyMatch(type::isInstance);
  }

  static Stream<Class<?>> cases() {
    return Stream.of(Decision.class, CoexistenceDecision.class, TierReason.class)
        .flatMap(root -> Arrays.stream(root.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"kind\": \"EnforcementPlan\"', '\"kind\": \"Pod\"', kind 'Pod'",
    "'temper.io/v1', 'temper.io/v9', apiVersion 'temper.io/v9'",
    "'\"role\": \"critical\"', '\"role\": \"royal\"', there is no role 'royal'",
    "'\"kind\": \"grouped\"', '\"kind\": \"caged\"', there is no kind of layer 'caged'",
    "'\"name\": \"Demoted\"', '\"name\": \"Promoted\"', there is no decision 'Promoted'",
    "'\"rule\": \"annotation\"', '\"rule\": \"whim\"', there is no rule 'whim'",
    "'\"weight\": 100', '\"weight\": \"100\"', weight",
    "'\"weight\": 100', '\"weight\": -1', the weight of layer",
    "'\"weight\": 100', '\"wait\": 100', wait",
    "'\"layer\": \"critical\"', '\"layer\": \"gone\"', which the plan does not have"
  })
  void read_changedDocument_namesWhatIsWrong(String from, String to, String problem)
      throws IOException {
    String changed = golden().replaceFirst(from, to);

    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> PlanJson.read("p.json", changed))
        .withMessageStartingWith("p.json:")
        .withMessageContaining(problem);
  }

  @Test
  void read_cutAnywhere_isRefusedAndNeverAnotherException() throws IOException {
    String whole = golden().stripTrailing();
    for (int length = 0; length < whole.length(); length += 7) {
      String cut = whole.substring(0, length);
      assertThatExceptionOfType(JsonFormatException.class)
          .isThrownBy(() -> PlanJson.read("p.json", cut));
    }
  }

  @Test
  void read_anyLineRemovedOrNull_isReadOrRefusedAndNeverAnotherException() throws IOException {
    String whole = golden();
    for (String line : whole.lines().toList()) {
      readOrRefuse(whole.replace(line + "\n", ""));
      readOrRefuse(whole.replace(line, line.replaceFirst(": [^,{\\[]+", ": null")));
      readOrRefuse(whole.replace(line, line.replaceFirst(": [^,]+", ": []")));
    }
  }

  private static void readOrRefuse(String json) {
    try {
      assertThat(PlanJson.read("p.json", json).layers()).isNotEmpty();
    } catch (JsonFormatException e) {
      assertThat(e).hasMessageStartingWith("p.json:");
    }
  }

  private static String golden() throws IOException {
    try (InputStream in = PlanJsonTest.class.getResourceAsStream(GOLDEN)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

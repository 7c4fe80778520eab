package io.temper.agent.report.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token = \"s3cret\"",
        "token_file='s3cret'",
        "http.bearer-token = \"s3cret\" # so",
        "[http]\n  Password=\"s3cret\"",
        "half [ broken\nAPI_KEY = \"s3cret\"",
        "{\"credentials\": \"s3cret\"}"
      })
  void of_findsThemByTheNamesOfTheirKeys(String configuration) {
    assertThat(Secrets.of(configuration).values()).containsExactly("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode = \"enforce\"", "token = \"abc\"", "# token", ""})
  void of_leavesTheRest(String configuration) {
    assertThat(Secrets.of(configuration).values()).isEmpty();
  }

  @Test
  void takenOutOf_oneThatIsAPartOfAnother_leavesNothing() {
    var secrets = new Secrets(List.of("/run/token", "/run/token.d/one"));
    assertThat(secrets.takenOutOf("a /run/token.d/one, /run/token"))
        .isEqualTo("a (left out), (left out)");
  }
}

package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PreflightTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "                                                                               | false",
        "'phase': 'Pending'                                                             | false",
        "'phase': 'Pending', 'initContainerStatuses': [{'state': {'running': {}}}]      | false",
        "'phase': 'Running'                                                             | true",
        "'phase': 'Pending', 'initContainerStatuses': [{'restartCount': 1}]             | true",
        "'initContainerStatuses': [{'state': {'terminated': {'exitCode': 1}}}]          | true",
        "'phase': 'Pending', 'initContainerStatuses': [{'state': {'terminated': {'exitCode': 0}}}] | false"
      })
  void answered_onceItRunsOrItsDoctorFailed(String status, boolean expected) {
    String pod = "{'status': {" + (status == null ? "" : status) + "}}";

    assertThat(
            Preflight.answered(JsonMapper.shared().readTree(("[" + pod + "]").replace('\'', '"'))))
        .isEqualTo(expected);
  }
}

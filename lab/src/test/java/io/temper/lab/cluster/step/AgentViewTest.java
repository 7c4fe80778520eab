package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgentViewTest {
  private static final String READY = pod("'conditions': [{'type': 'Ready', 'status': 'True'}]");

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  private static String pod(String status) {
    return "{'status': {" + status + "}}";
  }

  @Test
  void ready_onePodThatSaysSo() {
    assertThat(AgentView.ready(json("[" + READY + "]"))).isTrue();
  }

  @Test
  void ready_noneTwoOrOneThatDoesNotSaySo_isNot() {
    assertThat(AgentView.ready(json("[]"))).isFalse();
    assertThat(AgentView.ready(json("[" + READY + "," + READY + "]"))).isFalse();
    assertThat(AgentView.ready(json("[" + READY.replace("True", "False") + "]")))
        .isFalse();
    assertThat(AgentView.ready(json("[" + pod("") + "]"))).as("just created").isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'restartCount': 0, 'state': {'running': {}} | again 0 times",
        "'restartCount': 3, 'lastState': {'terminated': {'exitCode': 70}}"
            + " | again 3 times, last after exit code 70",
        "'restartCount': 6, 'lastState': {'terminated': {'exitCode': 70}}, 'state': {'waiting':"
            + " {'reason': 'CrashLoopBackOff', 'message': 'back-off 5m0s'}}"
            + " | last after exit code 70, and waits: CrashLoopBackOff: back-off 5m0s"
      })
  void container_namesRestartsExitCodeAndPause(String status, String expected) {
    assertThat(
            AgentView.container(json("[" + pod("'containerStatuses': [{" + status + "}]") + "]")))
        .endsWith(expected);
  }

  @Test
  void container_withoutPod_saysSo() {
    assertThat(AgentView.container(json("[]"))).isEqualTo("no pod of the agent");
  }
}

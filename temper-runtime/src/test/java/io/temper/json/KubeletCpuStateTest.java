package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.node.CpuSet;
import io.temper.plan.ExclusiveCpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletCpuStateTest {
  static final String STATIC = """
      {"policyName":"static","defaultCpuSet":"0,4-7","entries":{
        "0b6c2a54-1a77":{"redis":"1-2","sidecar":"3"},"7f0e-4f0f":{"batch":""}},"checksum":3551398}""";

  @TempDir
  Path dir;

  @Test
  void read_staticPolicy_isTheCpusOfEachContainer() {
    KubeletCpuState state = KubeletCpuState.read("state", STATIC);
    assertThat(state.policy()).isEqualTo("static");
    assertThat(state.exclusive())
        .containsExactly(
            new ExclusiveCpus("kubelet CPU manager", "0b6c2a54-1a77", CpuSet.of(1, 2)),
            new ExclusiveCpus("kubelet CPU manager", "0b6c2a54-1a77", CpuSet.of(3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"policyName\":\"none\",\"defaultCpuSet\":\"\",\"checksum\":1}",
        "{\"policyName\":\"static\",\"defaultCpuSet\":\"0-7\",\"entries\":{}}",
        "{\"policyName\":\"static\",\"entries\":{\"a\":{}},\"field of a later version\":[{}]}",
      })
  void read_nothingGivenAway_isEmpty(String json) {
    assertThat(KubeletCpuState.read("state", json).exclusive()).isEmpty();
  }

  @Test
  void read_noFile_isAManagerThatDoesNothing() {
    assertThat(KubeletCpuState.read(dir.resolve("cpu_manager_state")))
        .isEqualTo(new KubeletCpuState("none", List.of()));
  }

  @Test
  void read_severalListsForAContainer_areAllItsCpus() {
    String json =
        "{\"policyName\":\"static\",\"entries\":{\"u\":{\"c\":{\"one\":\"1\",\"two\":\"3\"}}}}";
    assertThat(KubeletCpuState.read("state", json).exclusive())
        .containsExactly(new ExclusiveCpus("kubelet CPU manager", "u", CpuSet.of(1, 3)));
  }

  @Test
  void read_file_isTheSameAsItsText() throws IOException {
    Path file = Files.writeString(dir.resolve("cpu_manager_state"), STATIC);
    assertThat(KubeletCpuState.read(file)).isEqualTo(KubeletCpuState.read("state", STATIC));
  }

  @Test
  void read_whatIsNoFile_namesItAndTheRemedy() {
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> KubeletCpuState.read(dir))
        .withMessage(
            dir + ": it is a folder; name the file cpu_manager_state that the kubelet wrote");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                            | policyName",
        "{\"entries\":{}}                                              | policyName",
        "{\"policyName\":\"static\",\"entries\":{\"a\":{\"b\":7}}}     | entries.a.b is not a list",
        "{\"policyName\":\"static\",\"entries\":{\"a\":{\"b\":\"x\"}}} | entries.a.b:",
        "{\"policyName\":\"static\"                                    | ends too early",
      })
  void read_somethingElse_namesThePlaceAndTheRemedy(String json, String problem) {
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> KubeletCpuState.read("/k/state", json))
        .withMessageStartingWith("/k/state")
        .withMessageContaining(problem)
        .withMessageContaining("cpu_manager_state");
  }
}

package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.node.CpuSet;
import io.temper.plan.ExclusiveCpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletCpuStateTest {
  private static final String STATIC = """
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
        .withMessageContaining(dir.toString())
        .withMessageContaining("run as a user who may read it");
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

  @Test
  void read_anyText_isUnderstoodOrRefused() {
    long seed = Long.getLong("FUZZ_SEED", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(STATIC);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) random.nextInt(128));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, "{\"[]},:9-".charAt(random.nextInt(9)));
        }
      }
      try {
        assertThat(KubeletCpuState.read("state", text.toString())).isNotNull();
      } catch (JsonFormatException e) {
        assertThat(e).hasMessageStartingWith("state");
      } catch (RuntimeException e) {
        throw new AssertionError("FUZZ_SEED " + seed + ": " + text, e);
      }
    }
  }
}

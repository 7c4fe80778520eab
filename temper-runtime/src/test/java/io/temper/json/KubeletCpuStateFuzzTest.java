package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.fuzz.FuzzCorpus;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whatever the kubelet's file holds, it is understood or refused with its name. */
class KubeletCpuStateFuzzTest {
  @Test
  void read_anyText_isUnderstoodOrRefused() {
    FuzzCorpus.of(KubeletCpuStateTest.STATIC).check(5_000, text -> {
      try {
        KubeletCpuState.read("state", new String(text, StandardCharsets.UTF_8));
        return true;
      } catch (JsonFormatException e) {
        assertThat(e).hasMessageStartingWith("state");
        return false;
      }
    });
  }
}

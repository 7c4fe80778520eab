package io.temper.agent.demo.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletWeightTest {

  /** The table of the two conversions, from real nodes; 256000 m is the largest that counts. */
  @ParameterizedTest(name = "{0} m: pod {1}, container {2}")
  @CsvSource({
    "0, 1, 1",
    "1, 1, 1",
    "10, 1, 4",
    "100, 4, 17",
    "500, 20, 59",
    "1000, 39, 100",
    "2000, 79, 174",
    "4000, 157, 303",
    "8000, 313, 532",
    "16000, 625, 942",
    "256000, 10000, 10000",
    "100000000, 10000, 10000"
  })
  void weight_ofARequest(long requestMillis, int pod, int container) {
    assertThat(KubeletWeight.ofPod(requestMillis)).isEqualTo(pod);
    assertThat(KubeletWeight.ofContainer(requestMillis)).isEqualTo(container);
  }

  @Test
  void weight_neverFallsWhenTheRequestRises() {
    for (long millis = 0; millis < 300_000; millis += 37) {
      assertThat(KubeletWeight.ofPod(millis + 37))
          .isGreaterThanOrEqualTo(KubeletWeight.ofPod(millis));
      assertThat(KubeletWeight.ofContainer(millis + 37))
          .isGreaterThanOrEqualTo(KubeletWeight.ofContainer(millis));
    }
  }

  @Test
  void weight_ofANegativeRequest_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KubeletWeight.ofPod(-1))
        .withMessageContaining("-1");
  }
}

package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CpuQuantity;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HpaFixedPointTest {
  /** An autoscaler that keeps replicas at 800 m: 1000 m at 80 %. */
  private static final HpaFixedPoint POINT = new HpaFixedPoint(CpuQuantity.ofMillis(1000), 80);

  @ParameterizedTest(name = "{0}m wished, {1}m at most -> {2}m, {3} %")
  @CsvSource({
    "1000, , 1000, 80",
    "1600, , 1600, 50",
    // The request is rounded up, so that request and target never fall below the point.
    "1200, , 1195, 67",
    // The target stays between 10 and 95 %, and the request gives way.
    "842, , 843, 95",
    "800, , 843, 95",
    "0, , 843, 95",
    "8000, , 8000, 10",
    "20000, , 8000, 10",
    // A limit leaves no room: the target goes higher.
    "800, 900, 843, 95",
    "800, 840, 834, 96",
    "800, 800, 800, 100",
    "1600, 1000, 1000, 80",
    "1600, 1599, 1569, 51",
  })
  void near_wishedRequest_keepsTheScalePoint(long wished, Long most, long request, int target) {
    HpaFixedPoint near = POINT.near(
        CpuQuantity.ofMillis(wished), Optional.ofNullable(most).map(CpuQuantity::ofMillis));

    assertThat(near).isEqualTo(new HpaFixedPoint(CpuQuantity.ofMillis(request), target));
  }
}

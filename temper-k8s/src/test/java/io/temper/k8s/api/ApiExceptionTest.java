package io.temper.k8s.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiExceptionTest {
  /** So that nobody who asks has to know the numbers. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0,   false, false, false, false, false",
    "400, false, false, false, false, true",
    "401, false, false, false, false, false",
    "403, true,  false, false, false, false",
    "404, false, true,  false, false, true",
    "408, false, false, false, false, false",
    "409, false, false, true,  false, true",
    "410, false, false, false, true,  true",
    "422, false, false, false, false, true",
    "429, false, false, false, false, false",
    "500, false, false, false, false, false",
  })
  void code_ofAnyAnswer_saysWhatKindOfRefusalItIs(
      int code,
      boolean forbidden,
      boolean notFound,
      boolean conflict,
      boolean expired,
      boolean refusedForWhatItIs) {
    var failure = new ApiException("cannot", code, Duration.ZERO, null);
    assertThat(failure.isForbidden()).isEqualTo(forbidden);
    assertThat(failure.isNotFound()).isEqualTo(notFound);
    assertThat(failure.isConflict()).isEqualTo(conflict);
    assertThat(failure.isExpired()).isEqualTo(expired);
    assertThat(failure.isRefusedForWhatItIs()).isEqualTo(refusedForWhatItIs);
  }
}

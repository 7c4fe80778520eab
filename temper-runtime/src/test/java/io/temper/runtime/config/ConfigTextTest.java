package io.temper.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTextTest {
  @ParameterizedTest(name = "{0}: {1} ms, written {2}")
  @CsvSource({
    "0ms, 0, 0ms",
    "0h, 0, 0ms",
    "50ms, 50, 50ms",
    "1000ms, 1000, 1s",
    "90s, 90000, 90s",
    "60s, 60000, 1m",
    "24h, 86400000, 24h",
    "5 m, 300000, 5m",
  })
  void duration_eachUnit_isReadAndWrittenShort(String text, long millis, String written) {
    assertThat(ConfigText.duration(text)).contains(Duration.ofMillis(millis));
    assertThat(ConfigText.of(Duration.ofMillis(millis))).isEqualTo(written);
  }

  @ParameterizedTest(name = "{0}: {1} bytes, written {2}")
  @CsvSource({"0B, 0, 0B", "1000B, 1000, 1000B", "1024B, 1024, 1KiB", "10MiB, 10485760, 10MiB"})
  void bytes_eachUnit_isReadAndWrittenShort(String text, long bytes, String written) {
    assertThat(ConfigText.bytes(text)).contains(bytes);
    assertThat(ConfigText.ofBytes(bytes)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "s", "-1s", "1.5s", "1 day", "1S", "99999999999s", "\u0661s", "1s "})
  void duration_anythingElse_isNone(String text) {
    assertThat(ConfigText.duration(text)).isEmpty();
    assertThat(ConfigText.bytes(text)).isEmpty();
  }
}

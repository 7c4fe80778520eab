package io.temper.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
  @ParameterizedTest
  @CsvSource({
    "9753, 127.0.0.1:9753",
    "127.0.0.1:1, 127.0.0.1:1",
    "localhost:65535, 127.0.0.1:65535",
    "0.0.0.0:9753, 0.0.0.0:9753",
    "[::1]:9753, [::1]:9753",
    "[::]:80, [::]:80"
  })
  void parse_address_isWrittenWhole(String text, String whole) {
    HttpAddress address = HttpAddress.parse(text);
    assertThat(address.text()).isEqualTo(whole);
    assertThat(HttpAddress.parse(address.text())).isEqualTo(address);
    assertThat(address.socketAddress().isUnresolved()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9753", "localhost:9753", "127.0.0.1:9753", "[::1]:9753"})
  void unlessSaidOtherwise_isLoopback(String text) {
    assertThat(HttpAddress.parse(text).socketAddress().getAddress().isLoopbackAddress())
        .isTrue();
  }

  /** A name would be looked up, and an address without a host means every host to some. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        ":9753",
        "0",
        "65536",
        "-1",
        "999999",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:0",
        "example.org:80",
        "256.0.0.1:80",
        "1.2.3:80",
        "::1:80",
        "[]:80",
        "[1]:80",
        "[:::]:80",
        "[::1]",
        "*:80",
        "9753 ",
        "http://127.0.0.1:80"
      })
  void parse_anythingElse_isRefusedWithWhatWasFound(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpAddress.parse(text))
        .withMessageMatching("(?s)(expected an IP address.*|not an IP address.*|a port is 1 to.*)");
  }
}

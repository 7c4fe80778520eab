package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestLinkTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 65_535})
  void port_bounds(int port) {
    assertThat(new GuestLink(port, Path.of("/s")).forwardedPort()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void port_outside_isNamed(int port) {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> new GuestLink(port, Path.of("/s")))
        .withMessageContaining(String.valueOf(port));
  }

  @Test
  void socket_of108Bytes_isRefusedBeforeQemuIs() {
    assertThat(new GuestLink(1, Path.of("/" + "s".repeat(106))).shell()).isNotNull();
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> new GuestLink(1, Path.of("/" + "s".repeat(107))))
        .withMessageContaining("shorter TMPDIR");
  }
}

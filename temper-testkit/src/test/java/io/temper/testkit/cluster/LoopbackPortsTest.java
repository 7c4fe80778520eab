package io.temper.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {
  @Test
  void portIsGivenOnce_andCanBeListenedAt() throws IOException {
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      int port = LoopbackPorts.free();
      assertThat(given.add(port)).as("port %d is new", port).isTrue();
      try (var server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertThat(server.getLocalPort()).isEqualTo(port).isBetween(1024, 32_767);
      }
    }
  }
}

package io.temper.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ClusterNodeTest {
  @TempDir
  private Path folder;

  @Test
  @Timeout(30)
  void awaitEnd_returnsWhenTheMachineHasEnded() throws Exception {
    Path socket = folder.resolve("shell");
    var timeout = new CountDownLatch(1);
    var machine = new Thread(() -> await(timeout), "machine");
    machine.start();
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      try (var node = new ClusterNode(machine, NodeShell.connect(socket, Duration.ofSeconds(5)))) {
        var waiting = new Thread(() -> awaitEnd(node), "cluster up");
        waiting.start();
        waiting.join(200);
        assertThat(waiting.isAlive()).as("while the machine runs").isTrue();
        timeout.countDown();
        waiting.join();
        assertThat(machine.isAlive()).isFalse();
      }
    }
  }

  private static void awaitEnd(ClusterNode node) {
    try {
      node.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

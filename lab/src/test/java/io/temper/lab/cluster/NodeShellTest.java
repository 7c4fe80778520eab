package io.temper.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class NodeShellTest {
  @TempDir
  private Path folder;

  /** A guest that answers each command as told. */
  private NodeShell connect(UnaryOperator<String> answer) throws IOException {
    Path socket = folder.resolve("shell");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    var unused = CompletableFuture.runAsync(() -> serve(server, answer));
    return NodeShell.connect(socket, Duration.ofSeconds(5));
  }

  private static void serve(ServerSocketChannel server, UnaryOperator<String> answer) {
    try (server;
        SocketChannel guest = server.accept();
        var in = new BufferedReader(Channels.newReader(guest, StandardCharsets.US_ASCII))) {
      write(guest, "ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        write(guest, answer.apply(line));
      }
    } catch (IOException e) {
      return;
    }
  }

  private static void write(SocketChannel guest, String line) throws IOException {
    guest.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void run_scriptAndOutput_survive() throws IOException {
    try (NodeShell shell = connect(line -> {
      String[] parts = line.split(" ", 2);
      String script = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return parts[0] + " 3 " + base64("ran: " + script + "\n");
    })) {
      shell.awaitGreeting();
      Invocation done = shell.run("echo 'ä' |\n cat");
      assertThat(done.code()).isEqualTo(3);
      assertThat(done.output()).isEqualTo("ran: echo 'ä' |\n cat\n");
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(done::text)
          .withMessageContaining("code 3");
    }
  }

  @Test
  void run_noOutput_isEmpty() throws IOException {
    try (NodeShell shell = connect(line -> line.split(" ", 2)[0] + " 0 ")) {
      shell.awaitGreeting();
      assertThat(shell.run("true").text()).isEmpty();
    }
  }

  @Test
  void run_anotherCommandsAnswer_isNotTaken() throws IOException {
    try (NodeShell shell = connect(line -> "99 0 ")) {
      shell.awaitGreeting();
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() -> shell.run("true"))
          .withMessageContaining("out of turn");
    }
  }

  @Test
  @Timeout(30)
  void run_noAnswer_endsAndNamesTheScript() throws IOException {
    var never = new CountDownLatch(1);
    try (NodeShell shell = connect(line -> {
      await(never);
      return "";
    })) {
      shell.awaitGreeting();
      assertThatExceptionOfType(LabException.class)
          .isThrownBy(() -> shell.run("read -r never", Duration.ofMillis(200)))
          .withMessageContaining("did not answer")
          .withMessageContaining("read -r never");
      assertThatExceptionOfType(LabException.class).isThrownBy(() -> shell.run("true"));
    } finally {
      never.countDown();
    }
  }

  @Test
  void run_answerInTime_leavesTheConnectionOpen() throws Exception {
    try (NodeShell shell = connect(line -> line.split(" ", 2)[0] + " 0 ")) {
      shell.awaitGreeting();
      shell.run("true", Duration.ofSeconds(2));
      TimeUnit.MILLISECONDS.sleep(2200);
      assertThat(shell.run("true").succeeded()).isTrue();
    }
  }

  @Test
  void connect_noMachine_saysSo() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> NodeShell.connect(folder.resolve("none"), Duration.ofMillis(300)))
        .withMessageContaining("did not start");
  }
}

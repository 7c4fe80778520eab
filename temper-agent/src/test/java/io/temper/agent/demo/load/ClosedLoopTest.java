package io.temper.agent.demo.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedLoopTest {
  private ServerSocket server;
  private volatile String value = "$3\r\nxxx\r\n";

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    daemon(this::acceptAll);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static void daemon(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  /** Answers as the service does, one answer a request. */
  private void serve(Socket socket) {
    try (socket) {
      var in = socket.getInputStream();
      while (true) {
        int lines = readLine(in).equals("*3") ? 6 : 4;
        for (int i = 0; i < lines; i++) {
          readLine(in);
        }
        String answer = lines == 6 ? "+OK\r\n" : value;
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private static String readLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("end");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private ClosedLoop connect(int connections) throws IOException {
    return ClosedLoop.connect(server.getLocalSocketAddress(), connections);
  }

  @Test
  void run_notesEveryRequestAndEndsInTime() throws IOException {
    try (var loop = connect(3)) {
      var outcome = loop.run(Duration.ofMillis(150));
      assertThat(outcome.nanos().remaining()).isGreaterThanOrEqualTo(3);
      assertThat(outcome.elapsed()).isBetween(Duration.ofMillis(150), Duration.ofSeconds(60));
      while (outcome.nanos().hasRemaining()) {
        assertThat(outcome.nanos().get()).isPositive();
      }
    }
  }

  @Test
  void run_ofAServiceThatAnswersWrongly_showsTheAnswer() throws IOException {
    try (var loop = connect(1)) {
      value = "-ERR bad\r\n";
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> loop.run(Duration.ofMillis(50)))
          .withMessageContaining("-ERR bad");
    }
  }

  @Test
  void serve_answersEachCommandWithALine() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var loop = connect(2)) {
      LoadClient.serve(
          loop,
          new BufferedReader(new StringReader("run 30\nrun 30\n")),
          new PrintStream(out, true, StandardCharsets.US_ASCII));
    }
    assertThat(out.toString(StandardCharsets.US_ASCII).lines())
        .hasSize(3)
        .satisfies(lines -> assertThat(lines.get(0)).isEqualTo("ready"))
        .satisfies(lines -> assertThat(lines.get(2)).matches("samples \\d+( \\d+){2,}"));
  }

  @Test
  void serve_ofAnUnknownCommand_saysWhatItRead() throws IOException {
    try (var loop = connect(1)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() ->
              LoadClient.serve(loop, new BufferedReader(new StringReader("jump\n")), System.out))
          .withMessageContaining("jump");
    }
  }

  @Test
  void workCounter_isReadThroughTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("work");
    WorkCounter writer = WorkCounter.create(file, 3);
    WorkCounter reader = WorkCounter.open(file);
    writer.set(0, 5);
    writer.set(2, 1L << 40);
    assertThat(reader.total()).isEqualTo(5 + (1L << 40));
  }
}

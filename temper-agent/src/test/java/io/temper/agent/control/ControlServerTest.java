package io.temper.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.report.input.InputException;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ControlServerTest {
  @TempDir
  Path folder;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private Path socket;
  private Serving server;
  private volatile ControlServer.Accepting accepting = ServerSocketChannel::accept;

  @BeforeEach
  void start() {
    socket = folder.resolve("run/control.sock");
    server = serve();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void request_isAnsweredWithWhoAsks() {
    assertThat(client().safeMode(Command.SAFE_MODE_ON, "upgrade")).isEqualTo("fine");
    assertThat(asked)
        .containsExactly("SAFE_MODE_ON 'upgrade' by " + System.getProperty("user.name"));
  }

  @Test
  void socket_isForItsOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "hello\n",
        "{}\n",
        "[]\n",
        "{\"protocol\":\"temper.io/control/v0\",\"command\":\"status\"}\n",
        "{\"protocol\":\"temper.io/control/v1\",\"command\":\"reboot\"}\n",
        "{\"protocol\":\"temper.io/control/v1\",\"command\":7}\n",
        "{\"protocol\":\"temper.io/control/v1\",\"command\":\"explain\"}\n",
        "{\"protocol\":\"temper.io/control/v1\",\"command\":\"explain\",\"cgroup\":\"a\"}\n",
        "{\"protocol\":\"temper.io/control/v1\",\"command\":\"explain\",\"cgroup\":\"/../x\"}\n",
        "{\"protocol\":\"temper.io/control/v1\",\"command\":\"explain\",\"cgroup\":[\"/\"]}\n",
        "\u0000\u0001\n"
      })
  void nonsense_isRefusedInWords(String request) throws IOException {
    assertThat(answerTo(request)).contains("\"problem\"");
    assertThat(asked).isEmpty();
    requireServing();
  }

  @Test
  void endlessLine_isRefused() throws IOException {
    assertThat(answerTo("x".repeat(20_000))).contains("at most 16384 bytes");
    requireServing();
  }

  @Test
  void cgroupOfTooLongAPath_isRefused() throws IOException {
    String path = "/a".repeat(2049);
    assertThat(
            answerTo("{\"protocol\":\"temper.io/control/v1\",\"command\":\"explain\",\"cgroup\":\""
                + path + "\"}\n"))
        .contains("at most 4096 characters");
    assertThat(asked).isEmpty();
    requireServing();
  }

  @Test
  void explain_reachesTheAgentWithItsGroup() {
    client().explain(new CgroupPath("/web.slice/a \"quoted\" name"));
    assertThat(asked).singleElement().asString().contains("/web.slice/a \"quoted\" name");
  }

  @Test
  void handlerThatFails_isAnsweredAndServedOn() throws IOException {
    assertThat(answerTo(ControlProtocol.request(new ControlCall(Command.STATUS, "fail")) + "\n"))
        .contains("internal error", "out of order");
    requireServing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no class", "no stack"})
  void handlerThatEndsByAnError_isAnsweredAndServedOn(String how) throws IOException {
    assertThat(answerTo(ControlProtocol.request(new ControlCall(Command.STATUS, how)) + "\n"))
        .contains("internal error");
    requireServing();
  }

  @Test
  void handlerThatRunsOutOfMemory_costsOneClientAndIsServedOn() throws IOException {
    assertThat(
            answerTo(ControlProtocol.request(new ControlCall(Command.STATUS, "no memory")) + "\n"))
        .isEmpty();
    requireServing();
  }

  @Test
  void tooManyOpenFiles_isWaitedForAndServedOn() throws IOException {
    var tries = new AtomicInteger();
    accepting = listening -> {
      if (tries.incrementAndGet() <= 3) {
        throw new IOException("Too many open files");
      }
      return listening.accept();
    };
    requireServing();
    assertThat(tries).hasValueGreaterThanOrEqualTo(4);
  }

  @Test
  void acceptingThatEndsByAnError_isServedOn() throws IOException {
    var tries = new AtomicInteger();
    accepting = listening -> {
      if (tries.incrementAndGet() <= 2) {
        throw new OutOfMemoryError("injected");
      }
      return listening.accept();
    };
    requireServing();
  }

  @Test
  void silentClients_areDroppedAndKeepNobodyOut() throws Exception {
    List<SocketChannel> silent = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      silent.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }
    try {
      for (int i = 0; i < 100 && !isAnswered(); i++) {
        Thread.sleep(50);
      }
      requireServing();
    } finally {
      for (SocketChannel one : silent) {
        one.close();
      }
    }
  }

  private boolean isAnswered() {
    return client().ask(new ControlCall(Command.STATUS, "")) instanceof ControlAnswer.Heard;
  }

  @Test
  void clientThatGoesAway_isForgotten() throws IOException {
    for (int i = 0; i < 200; i++) {
      try (var client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
        client.write(ByteBuffer.wrap("{\"protocol\":".getBytes(StandardCharsets.UTF_8)));
      }
    }
    requireServing();
  }

  @Test
  void garbage_neverEndsTheServer() throws IOException {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[1 + random.nextInt(300)];
      random.nextBytes(garbage);
      try (var client = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
        client.write(ByteBuffer.wrap(garbage));
      }
    }
    requireServing();
  }

  @Test
  void secondAgent_isRefused() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(this::serve)
        .withMessageContaining("another agent serves " + socket);
    assertThat(client().status()).contains("fine");
  }

  @Test
  void socketOfAKilledAgent_isTakenOver() throws IOException {
    stop();
    try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    server = serve();
    requireServing();
  }

  @Test
  void fileInItsPlace_isLeftAlone() throws IOException {
    stop();
    Files.writeString(socket, "precious");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(this::serve)
        .withMessageContaining(socket + " is there and is no socket");
    assertThat(socket).hasContent("precious");
  }

  @Test
  void start_leavesNothingButTheLockInTheFolder() throws IOException {
    try (var files = Files.list(socket.getParent())) {
      assertThat(files)
          .containsExactlyInAnyOrder(socket, socket.resolveSibling("control.sock.lock"));
    }
  }

  @Test
  void close_takesTheSocketAway() {
    server.close();
    assertThat(socket).doesNotExist();
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> client().status())
        .withMessageContaining("no agent answers at " + socket);
  }

  private Serving serve() {
    var claim = SocketClaim.take(socket);
    return new Serving(
        claim,
        ControlServer.start(
            claim, this::answer, Duration.ofSeconds(2), listening -> accepting.accept(listening)));
  }

  /** A server with what it needs. */
  private record Serving(SocketClaim claim, ControlServer server) implements AutoCloseable {
    @Override
    public void close() {
      server.close();
      claim.close();
    }
  }

  private String answer(ControlCall call, String by) {
    if (call.reason().equals("fail")) {
      throw new IllegalStateException("out of order");
    }
    switch (call.reason()) {
      case "no class" -> throw new NoClassDefFoundError("injected");
      case "no stack" -> throw new StackOverflowError();
      case "no memory" -> throw new OutOfMemoryError("injected");
      default -> {}
    }
    var cgroup = call.cgroup();
    var subject = cgroup == null ? call.reason() : cgroup.value();
    asked.add(call.command() + " '" + subject + "' by " + by);
    return ControlProtocol.done("fine");
  }

  private void requireServing() throws IOException {
    int before = asked.size();
    assertThat(client().status()).contains("fine");
    assertThat(asked).hasSize(before + 1);
  }

  private ControlClient client() {
    return new ControlClient(socket);
  }

  private String answerTo(String request) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

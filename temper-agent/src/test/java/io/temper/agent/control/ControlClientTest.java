package io.temper.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.report.input.InputException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Why there is no answer: the four ways are told apart, and none makes anybody wait for ever. */
@Timeout(60)
class ControlClientTest {
  private static final ControlCall STATUS = new ControlCall(Command.STATUS, "");

  @TempDir
  Path folder;

  private Path socket;
  private ControlClient client;

  @BeforeEach
  void setUp() {
    socket = folder.resolve("s.sock");
    client = new ControlClient(socket, Duration.ofSeconds(20));
  }

  @Test
  void noSocket_isSaid() {
    assertThat(whySilent()).isEqualTo(Silence.NO_SOCKET);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(client::status)
        .withMessage("no agent answers at " + socket + ": there is no such socket; is 'temper run'"
            + " running, and is this its socket?");
  }

  @Test
  void socketOfADeadAgent_isRefused() throws IOException {
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(whySilent()).isEqualTo(Silence.REFUSED);
    assertThat(client.ask(STATUS).problem())
        .isEqualTo(
            "no agent answers at " + socket + ": nobody serves it: the agent that made it has"
                + " ended; start 'temper run' again");
  }

  @Test
  void agentThatHangs_isLeftAloneAfterAWhile() throws IOException {
    haveLittlePatience();
    try (var hangs = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      hangs.bind(UnixDomainSocketAddress.of(socket));
      assertThat(whySilent()).isEqualTo(Silence.NO_ANSWER);
      assertThat(client.ask(STATUS).problem()).contains("has not answered for 0.2 s");
    }
  }

  @Test
  void agentThatHangsWithAFullQueue_isLeftAloneAfterAWhile() throws IOException {
    haveLittlePatience();
    List<SocketChannel> queue = new ArrayList<>();
    try (var hangs = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      hangs.bind(UnixDomainSocketAddress.of(socket), 1);
      for (int i = 0; i < 2; i++) {
        queue.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
      }
      assertThat(whySilent()).isEqualTo(Silence.NO_ANSWER);
    } finally {
      for (SocketChannel one : queue) {
        one.close();
      }
    }
  }

  @Test
  void agentThatHangsUp_gaveNoAnswer() throws Exception {
    try (var rude = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      rude.bind(UnixDomainSocketAddress.of(socket));
      var thread = new Thread(() -> {
        try {
          rude.accept().close();
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      });
      thread.start();
      assertThat(whySilent()).isEqualTo(Silence.NO_ANSWER);
      thread.join();
    }
  }

  private void haveLittlePatience() {
    client = new ControlClient(socket, Duration.ofMillis(200));
  }

  private Silence whySilent() {
    return ((ControlAnswer.Silent) client.ask(STATUS)).why();
  }
}

package io.temper.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.agent.report.input.InputException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketClaimTest {
  private static final int ROUNDS = 50;

  @TempDir
  Path folder;

  @Test
  void twoAtTheSameInstant_exactlyOneHasIt() throws Exception {
    Path socket = folder.resolve("s.sock");
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        var start = new CyclicBarrier(2);
        List<Future<Boolean>> served = new ArrayList<>();
        var done = new CyclicBarrier(2);
        Callable<Boolean> agent = () -> serve(socket, start, done);
        served.add(both.submit(agent));
        served.add(both.submit(agent));
        assertThat(served.get(0).get() ^ served.get(1).get())
            .as("round " + round)
            .isTrue();
      }
    } finally {
      both.shutdownNow();
    }
  }

  /** Starts to serve at the same instant as the other, and ends only once the other has tried. */
  private static boolean serve(Path socket, CyclicBarrier start, CyclicBarrier done)
      throws Exception {
    start.await();
    try (var claim = SocketClaim.take(socket);
        var server = ControlServer.start(claim, (call, by) -> ControlProtocol.done("fine"))) {
      done.await();
      assertThat(server).isNotNull();
      return true;
    } catch (InputException e) {
      assertThat(e).hasMessageContaining("another agent serves");
      done.await();
      return false;
    }
  }

  @Test
  void pathThatIsTooLong_isRefusedWithTheLimit() {
    Path tooLong = ofLength(107);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> SocketClaim.take(tooLong))
        .withMessageContaining(tooLong + ", has 107 bytes")
        .withMessageContaining("106");
    assertThat(tooLong.getParent()).doesNotExist();
  }

  @Test
  void longestPathThatFits_isServed() {
    Path longest = ofLength(106);
    try (var claim = SocketClaim.take(longest);
        var server = ControlServer.start(claim, (call, by) -> ControlProtocol.done("fine"))) {
      assertThat(server).isNotNull();
      assertThat(new ControlClient(longest).status()).contains("fine");
    }
  }

  /** As a user may give it: the name of the file is a usual one, the folder's as long as it takes. */
  private Path ofLength(int length) {
    String name = "control.sock";
    int left =
        length - folder.toString().getBytes(StandardCharsets.UTF_8).length - name.length() - 2;
    return folder.resolve("x".repeat(left)).resolve(name);
  }

  @Test
  void socketThatSomebodyServes_isNoDeadOne() throws IOException {
    Path socket = folder.resolve("s.sock");
    try (var served = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      served.bind(UnixDomainSocketAddress.of(socket));
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> SocketClaim.take(socket))
          .withMessageContaining("another agent serves");
    }
    assertThat(socket).exists();
    assertThatCode(() -> SocketClaim.take(socket).close()).doesNotThrowAnyException();
    assertThat(socket).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void close_takesAwayItsOwnSocketOnly(boolean replaced) throws IOException {
    Path socket = folder.resolve("s.sock");
    SocketPlace place = SocketPlace.open(socket);
    try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      if (replaced) {
        Path beside = folder.resolve("other.sock");
        other.bind(UnixDomainSocketAddress.of(beside));
        Files.move(beside, socket, StandardCopyOption.REPLACE_EXISTING);
      }
      place.remove();
      place.channel().close();
      assertThat(Files.exists(socket)).isEqualTo(replaced);
    }
  }
}

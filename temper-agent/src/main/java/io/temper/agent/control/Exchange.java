package io.temper.agent.control;

import io.temper.agent.control.ControlAnswer.Heard;
import io.temper.agent.control.ControlAnswer.Silent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One question and its answer. Connecting, writing and reading may each wait for an agent that hangs, so
 * all of it happens on a thread that can be left alone.
 */
final class Exchange {
  private final Path socket;
  private final ControlCall call;
  private final Duration patience;

  Exchange(Path socket, ControlCall call, Duration patience) {
    this.socket = socket;
    this.call = call;
    this.patience = patience;
  }

  ControlAnswer answer() {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      var answer = new CompletableFuture<String>();
      var thread = new Thread(() -> talk(channel, answer), "temper-ask");
      thread.setDaemon(true);
      thread.start();
      return heard(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return silent(
          Silence.NO_ANSWER, "has not answered for " + patience.toMillis() / 1000.0 + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return silent(Silence.NO_ANSWER, "this command was interrupted");
    } catch (ExecutionException e) {
      return silent(e.getCause());
    } catch (IOException | UnsupportedOperationException e) {
      return silent(Silence.NO_ANSWER, e.toString());
    }
  }

  private void talk(SocketChannel channel, CompletableFuture<String> answer) {
    try {
      // Before connecting: an agent lets go of who connects and says nothing, and the first
      // document of
      // a JVM can take a busy machine long.
      var line =
          ByteBuffer.wrap((ControlProtocol.request(call) + "\n").getBytes(StandardCharsets.UTF_8));
      channel.connect(UnixDomainSocketAddress.of(socket));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      answer.complete(
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8));
    } catch (AsynchronousCloseException e) {
      // Nobody waits any more.
    } catch (IOException | RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private ControlAnswer heard(String document) {
    return document.isBlank()
        ? silent(Silence.NO_ANSWER, "it closed the connection without an answer")
        : new Heard(document);
  }

  /** The system's own words are all that tells some of them apart. */
  private Silence why(@Nullable Throwable failure) {
    if (Files.notExists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return Silence.NO_SOCKET;
    }
    if (failure instanceof ConnectException) {
      return Silence.REFUSED;
    }
    return String.valueOf(failure).toLowerCase(Locale.ROOT).contains("permission denied")
        ? Silence.NOT_ALLOWED
        : Silence.NO_ANSWER;
  }

  /** Where the reason is known, the words of the system, or of Java, would add nothing to it. */
  private ControlAnswer silent(@Nullable Throwable failure) {
    Silence why = why(failure);
    return why == Silence.NO_ANSWER ? silent(why, String.valueOf(failure)) : silent(why, "");
  }

  private ControlAnswer silent(Silence why, String details) {
    return new Silent(
        why,
        "no agent answers at " + socket + ": " + why.text()
            + (details.isEmpty() ? "" : " (" + details + ")") + "; " + why.remedy());
  }
}

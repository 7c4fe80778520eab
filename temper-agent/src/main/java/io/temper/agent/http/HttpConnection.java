package io.temper.agent.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: its request is read, then the answer written, never waiting. One request, since a
 * connection that is kept is a place that is taken.
 */
final class HttpConnection {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
  private static final int LONGEST_HEAD = 8 * 1024;

  /** What is read, after the answer, of what a client goes on to send. */
  private static final int MOST_DRAINED = 64 * 1024;

  private final SocketChannel channel;
  private final Function<HttpRequest, HttpAnswer> pages;
  private final Duration patience;
  private final long accepted;
  private long deadline;
  private final ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD);
  private int scanned;
  private ByteBuffer @Nullable [] answer;
  private boolean answered;
  private int drained;

  HttpConnection(
      SocketChannel channel,
      Function<HttpRequest, HttpAnswer> pages,
      Duration patience,
      long nowNanos) {
    this.channel = channel;
    this.pages = pages;
    this.patience = patience;
    this.accepted = nowNanos;
    this.deadline = nowNanos + patience.toNanos();
  }

  boolean isLate(long nowNanos) {
    return nowNanos - deadline >= 0;
  }

  /** For how long it has been here. */
  long age(long nowNanos) {
    return nowNanos - accepted;
  }

  /** Does what can be done without waiting. Returns what to wait for; 0 if the client is done with. */
  int work(long nowNanos) throws IOException {
    if (answered) {
      return drain();
    }
    ByteBuffer[] toWrite = answer;
    if (toWrite == null) {
      toWrite = read();
      if (toWrite == null) {
        return SelectionKey.OP_READ;
      }
      answer = toWrite;
      // The client had its time to ask, and has as much to take the answer.
      deadline = nowNanos + patience.toNanos();
    }
    channel.write(toWrite);
    if (toWrite[toWrite.length - 1].hasRemaining()) {
      return SelectionKey.OP_WRITE;
    }
    answered = true;
    channel.shutdownOutput();
    return drain();
  }

  /** A socket closed while something was not read is reset, and the client may lose its answer. */
  private int drain() throws IOException {
    head.clear();
    int read = channel.read(head);
    drained += Math.max(0, read);
    return read < 0 || drained > MOST_DRAINED ? 0 : SelectionKey.OP_READ;
  }

  private ByteBuffer @Nullable [] read() throws IOException {
    boolean ended = channel.read(head) < 0;
    int end = endOfHead();
    if (end >= 0) {
      return answerTo(new String(head.array(), 0, end, StandardCharsets.ISO_8859_1));
    }
    if (!head.hasRemaining()) {
      return HttpAnswer.text(431, "the head of a request has at most " + LONGEST_HEAD + " bytes")
          .parts(true);
    }
    return ended
        ? HttpAnswer.text(400, "the request ended before its empty line").parts(true)
        : null;
  }

  /** Goes on where the last look ended: a client may send a byte at a time. */
  private int endOfHead() {
    while (scanned < head.position()) {
      if (head.get(scanned) == '\n' && isEmptyLineBefore(scanned)) {
        return scanned;
      }
      scanned++;
    }
    return -1;
  }

  private boolean isEmptyLineBefore(int newline) {
    int last = newline - 1;
    if (last >= 0 && head.get(last) == '\r') {
      last--;
    }
    return last < 0 || head.get(last) == '\n';
  }

  private ByteBuffer[] answerTo(String request) {
    try {
      HttpRequest asked = HttpRequest.read(request);
      return answerOf(asked).parts(asked.withBody());
    } catch (HttpRefusal e) {
      return e.answer().parts(true);
    }
  }

  private HttpAnswer answerOf(HttpRequest asked) {
    try {
      return pages.apply(asked);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.warn("answering to {} failed", asked.path(), e);
      return HttpAnswer.text(
          500,
          "internal error: " + e + "; a fault of Temper: please report what the agent's log shows");
    }
  }
}

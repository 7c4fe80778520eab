package io.temper.k8s.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as it comes. Reading waits for what is not there yet, but not for ever: a
 * connection that was cut without a word looks like one on which nothing happens. One piece at most is
 * held that nobody has read. For one thread.
 */
final class ApiBody extends InputStream {
  private static final int BYTE = 0xFF;

  private final Duration silence;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> read = new ArrayDeque<>();
  private @Nullable AsyncBody source;
  private @Nullable Piece last;

  /** Bytes, or the end, which may have a reason. */
  private record Piece(
      List<ByteBuffer> bytes, boolean isEnd, @Nullable Throwable why) {}

  /**
   * Creates a body of which nothing has come.
   *
   * @param silence after so long without a byte, reading fails
   */
  ApiBody(Duration silence) {
    this.silence = silence;
  }

  /** Takes what has come; called by the client's threads. */
  void take(List<ByteBuffer> bytes, AsyncBody from) {
    pieces.add(new Piece(bytes, false, null));
  }

  /** Begins to read from an answer. */
  void from(AsyncBody body) {
    source = body;
    var unused =
        body.done().whenComplete((nothing, why) -> pieces.add(new Piece(List.of(), true, why)));
    body.consume();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & BYTE;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (read.isEmpty()) {
      if (!await()) {
        return -1;
      }
    }
    ByteBuffer first = read.element();
    int count = Math.min(length, first.remaining());
    first.get(into, offset, count);
    if (!first.hasRemaining()) {
      read.remove();
      askForMore();
    }
    return count;
  }

  @Override
  public int available() {
    return read.isEmpty() ? 0 : read.element().remaining();
  }

  /** Waits for the next piece; false at the end. */
  private boolean await() throws IOException {
    Piece next = last == null ? poll() : last;
    if (next.isEnd()) {
      last = next;
      if (next.why() != null) {
        throw new IOException("the connection broke: " + next.why(), next.why());
      }
      return false;
    }
    next.bytes().stream().filter(ByteBuffer::hasRemaining).forEach(read::add);
    askForMore();
    return true;
  }

  private void askForMore() {
    if (read.isEmpty() && source != null) {
      source.consume();
    }
  }

  private Piece poll() throws IOException {
    try {
      Piece piece = pieces.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
      if (piece == null) {
        throw new IOException("nothing came for " + silence.toSeconds() + " s");
      }
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("it was told to end");
    }
  }

  /** Gives the connection up, if it is not at its end. */
  @Override
  public void close() {
    if (source != null) {
      source.cancel();
    }
  }
}

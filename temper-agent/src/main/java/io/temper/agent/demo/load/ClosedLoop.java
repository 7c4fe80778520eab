package io.temper.agent.demo.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.LongBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps one request in flight on each of several connections from one thread, and notes how long
 * each took. A request sent inside the time given counts, however late its answer comes, so a stall
 * at the end is not lost. Not thread-safe.
 */
final class ClosedLoop implements AutoCloseable {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  private final Selector selector;
  private final List<RedisConnection> connections;

  // Mutable state, of one run.
  private long[] nanos = new long[1 << 17];
  private int count;
  private int inFlight;
  private long end;

  private ClosedLoop(Selector selector, List<RedisConnection> connections) {
    this.selector = selector;
    this.connections = connections;
  }

  /**
   * What came of one run.
   *
   * @param elapsed from the first request to the last answer
   * @param nanos the latency of every request; valid until the next run
   */
  record Outcome(Duration elapsed, LongBuffer nanos) {}

  static ClosedLoop connect(SocketAddress service, int connections) throws IOException {
    var selector = Selector.open();
    var open = new ArrayList<RedisConnection>();
    for (int i = 0; i < connections; i++) {
      var connection = RedisConnection.open(service);
      connection.register(selector);
      open.add(connection);
    }
    return new ClosedLoop(selector, open);
  }

  Outcome run(Duration time) throws IOException {
    count = 0;
    long start = System.nanoTime();
    end = start + time.toNanos();
    for (RedisConnection connection : connections) {
      connection.send();
    }
    inFlight = connections.size();
    long last = start;
    while (inFlight > 0) {
      last = awaitAnswers(last);
    }
    return new Outcome(
        Duration.ofNanos(last - start), LongBuffer.wrap(nanos, 0, count).slice());
  }

  private long awaitAnswers(long last) throws IOException {
    if (selector.select(ANSWER_TIMEOUT.toMillis()) == 0) {
      throw new IOException("the service gave no answer within " + ANSWER_TIMEOUT);
    }
    var keys = selector.selectedKeys();
    long answered = last;
    for (SelectionKey key : keys) {
      var connection = (RedisConnection) key.attachment();
      if (connection.receive()) {
        answered = System.nanoTime();
        note(answered - connection.sentAt());
        continueOn(connection, answered);
      }
    }
    keys.clear();
    return answered;
  }

  private void continueOn(RedisConnection connection, long now) throws IOException {
    if (now < end) {
      connection.send();
    } else {
      inFlight--;
    }
  }

  private void note(long latency) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = latency;
  }

  @Override
  public void close() throws IOException {
    for (RedisConnection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}

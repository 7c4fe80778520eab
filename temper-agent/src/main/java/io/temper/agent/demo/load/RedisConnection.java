package io.temper.agent.demo.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One connection to the service with at most one GET in flight, in the service's text protocol. Not
 * thread-safe.
 */
final class RedisConnection implements AutoCloseable {
  private static final byte[] SET = ascii("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$3\r\nxxx\r\n");
  private static final byte[] GET = ascii("*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n");
  private static final byte[] STORED = ascii("+OK\r\n");
  private static final byte[] VALUE = ascii("$3\r\nxxx\r\n");

  private final SocketChannel channel;
  private final ByteBuffer request =
      ByteBuffer.allocateDirect(GET.length).put(GET).flip();
  private final ByteBuffer answer = ByteBuffer.allocateDirect(512);

  // Mutable state.
  private long sentAt;

  private RedisConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects and stores the value that is read afterwards. */
  static RedisConnection open(SocketAddress service) throws IOException {
    var channel = SocketChannel.open(service);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var connection = new RedisConnection(channel);
    channel.write(ByteBuffer.wrap(SET));
    connection.answer.limit(STORED.length);
    while (connection.answer.hasRemaining()) {
      connection.read();
    }
    connection.expect(STORED);
    return connection;
  }

  void register(Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** Sends one GET. It fits any socket buffer, since nothing else is in flight. */
  void send() throws IOException {
    request.rewind();
    answer.clear().limit(VALUE.length);
    sentAt = System.nanoTime();
    channel.write(request);
    if (request.hasRemaining()) {
      throw new IOException("the socket buffer is too small for one request");
    }
  }

  /** Returns when the request in flight was sent, as {@link System#nanoTime()}. */
  long sentAt() {
    return sentAt;
  }

  /** Reads what has come and returns whether the answer is complete. */
  boolean receive() throws IOException {
    read();
    if (answer.hasRemaining()) {
      return false;
    }
    expect(VALUE);
    return true;
  }

  private void read() throws IOException {
    if (channel.read(answer) < 0) {
      throw new IOException("the service closed the connection");
    }
  }

  private void expect(byte[] wanted) throws IOException {
    byte[] got = new byte[answer.position()];
    answer.flip().get(got);
    if (!java.util.Arrays.equals(got, wanted)) {
      throw new IOException(
          "unexpected answer of the service: " + new String(got, StandardCharsets.US_ASCII));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

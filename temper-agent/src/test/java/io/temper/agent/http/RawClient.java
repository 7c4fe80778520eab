package io.temper.agent.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends what it likes, and gives up where an answer takes too long. */
public final class RawClient implements AutoCloseable {
  /** Far more than an answer takes: what is tested is that it comes. */
  private static final int BOUND_MILLIS = 10_000;

  private final Socket socket = new Socket();

  /** Connects. */
  public RawClient(InetSocketAddress server) throws IOException {
    socket.setSoTimeout(BOUND_MILLIS);
    // A small window, so that an answer that nobody takes does not disappear in it.
    socket.setReceiveBufferSize(4096);
    socket.connect(server, BOUND_MILLIS);
  }

  /** Asks for a page and returns the answer, head and body. */
  public static String get(InetSocketAddress server, String path) throws IOException {
    try (var client = new RawClient(server)) {
      client.send("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
      return client.all();
    }
  }

  /** Sends some bytes. */
  public RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Returns all that comes until the server closes, also if it does so in the middle. */
  public String all() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    InputStream in = socket.getInputStream();
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
    } catch (SocketException reset) {
      // What came before counts.
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Returns the body of an answer. */
  public static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

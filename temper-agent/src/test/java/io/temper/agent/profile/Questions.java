package io.temper.agent.profile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;

/** One connection to a service, for one question after the other. */
interface Questions extends AutoCloseable {
  /** Asks and waits for the whole answer. */
  void ask(long number) throws IOException;

  @Override
  void close() throws IOException;

  /** Connects to a port of a {@link TailService} on the loopback, or to an address of HTTP. */
  static Questions to(String service) throws IOException {
    return service.startsWith("http:")
        ? new OverHttp(URI.create(service))
        : new OverTcp(new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(service)));
  }

  /** A number for a number. */
  record OverTcp(Socket socket, DataInputStream in, DataOutputStream out) implements Questions {
    OverTcp(Socket socket) throws IOException {
      this(
          socket,
          new DataInputStream(socket.getInputStream()),
          new DataOutputStream(socket.getOutputStream()));
      socket.setTcpNoDelay(true);
    }

    @Override
    public void ask(long number) throws IOException {
      out.writeLong(number);
      in.readLong();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** A page, the same each time; the JDK keeps the connection of each thread. */
  record OverHttp(URI page) implements Questions {
    @Override
    public void ask(long number) throws IOException {
      var connection = (HttpURLConnection) page.toURL().openConnection();
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException(page + " answered " + connection.getResponseCode());
      }
      try (var body = connection.getInputStream()) {
        body.readAllBytes();
      }
    }

    @Override
    public void close() {
      // The JVM ends with its questions.
    }
  }
}

package io.temper.k8s.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers {@code {}} by TLS to whoever has a token that it takes, as the API server of the cluster of a pod. */
final class TlsApiServer implements AutoCloseable {
  private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.UTF_8);

  private final HttpsServer server;
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private volatile String refused = "";

  /** Starts one. */
  TlsApiServer(TlsKeys keys) throws IOException, GeneralSecurityException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      tokens.add(token);
      boolean taken = !token.equals("Bearer " + refused);
      exchange.sendResponseHeaders(taken ? 200 : 401, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    }
  }

  /** Takes this token no more. */
  void refuse(String token) {
    refused = token;
  }

  /** Returns what came in the header {@code Authorization}, request by request. */
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  /** Returns what a kubelet tells a pod of it. */
  Map<String, String> environment() {
    return Map.of(
        MountedAccount.HOST,
        "127.0.0.1",
        MountedAccount.PORT,
        String.valueOf(server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

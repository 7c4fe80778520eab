package io.temper.nomad;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.temper.nomad.api.NomadSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Speaks as much of Nomad's HTTP API as the adapter asks for, by the rules of its documentation: a question
 * with an index waits until there is something newer or its time has passed, and a node that is not known has
 * no allocations.
 */
public final class FakeNomad implements AutoCloseable {
  private static final long FIRST_INDEX = 100;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Failure> failures = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Object lock = new Object();
  private String node = Fixtures.text("node.json");
  private String allocations = "[]";
  private String self = Fixtures.text("self.json");
  private String id = Fixtures.NODE;
  private long nodeIndex = FIRST_INDEX;
  private long allocationIndex = FIRST_INDEX;
  private @Nullable String token;
  private @Nullable Duration longestWait;
  private boolean withoutIndex;

  /**
   * What a path is answered with instead.
   *
   * @param code of the answer; 0 to close the connection
   * @param body of the answer
   * @param retryAfter the header of that name; empty without it
   */
  private record Failure(int code, String body, String retryAfter) {}

  private FakeNomad(HttpServer http) {
    this.http = http;
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  /** Starts one. */
  public static FakeNomad start() throws IOException {
    return new FakeNomad(HttpServer.create(anyPort(), 0));
  }

  /** Starts one that speaks TLS and wants to know who asks. */
  public static FakeNomad start(SSLContext context) throws IOException {
    HttpsServer https = HttpsServer.create(anyPort(), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters asked = context.getDefaultSSLParameters();
        asked.setNeedClientAuth(true);
        parameters.setSSLParameters(asked);
      }
    });
    return new FakeNomad(https);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Returns its address without the scheme. */
  public String place() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  /** Returns the settings of who asks it without a token. */
  public NomadSettings settings() {
    return NomadSettings.ofEnvironment(Map.of("NOMAD_ADDR", "http://" + place()));
  }

  /** Changes the allocations, and ends the questions that wait for that. */
  public void allocations(String json) {
    allocations(json, -1);
  }

  /** Changes them, and gives them a certain index; -1 for the next. */
  public void allocations(String json, long index) {
    synchronized (lock) {
      allocations = json;
      allocationIndex = index < 0 ? allocationIndex + 1 : index;
      lock.notifyAll();
    }
  }

  /** Changes the metadata of the node, as a JSON object. */
  public void meta(String json) {
    synchronized (lock) {
      node = Fixtures.text("node.json").replaceFirst("\"Meta\": \\{[^}]*}", "\"Meta\": " + json);
      nodeIndex++;
      lock.notifyAll();
    }
  }

  /** The node comes back as another one; the one of before is not known any more. */
  public void becomes(String otherId) {
    synchronized (lock) {
      id = otherId;
      node = node.replace(Fixtures.NODE, otherId);
      self = self.replace(Fixtures.NODE, otherId);
      lock.notifyAll();
    }
  }

  /** Changes what the agent says of itself. */
  public void self(String json) {
    synchronized (lock) {
      self = json;
    }
  }

  /** Answers paths with such an end otherwise; a code of 0 closes the connection. */
  public void fail(String pathEnd, int code, String body, String retryAfter) {
    synchronized (lock) {
      failures.put(pathEnd, new Failure(code, body, retryAfter));
      lock.notifyAll();
    }
  }

  /** Answers as it should again. */
  public void heal() {
    synchronized (lock) {
      failures.clear();
    }
  }

  /** Wants a token. */
  public void requireToken(@Nullable String wanted) {
    synchronized (lock) {
      token = wanted;
      lock.notifyAll();
    }
  }

  /** Lets questions wait no longer than that. */
  public void longestWait(Duration atMost) {
    synchronized (lock) {
      longestWait = atMost;
      lock.notifyAll();
    }
  }

  /** Leaves out the header by which one can wait. */
  public void withoutIndex() {
    synchronized (lock) {
      withoutIndex = true;
    }
  }

  /** Returns what it was asked, path and query. */
  public List<String> asked() {
    synchronized (lock) {
      return List.copyOf(asked);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try (exchange) {
      synchronized (lock) {
        asked.add(exchange.getRequestURI().toString());
        waitForNews(exchange);
        Failure failure = failureOf(path);
        if (failure == null
            && token != null
            && !token.equals(exchange.getRequestHeaders().getFirst("X-Nomad-Token"))) {
          failure = new Failure(403, "Permission denied", "");
        }
        if (failure != null) {
          answer(exchange, failure);
        } else {
          answer(exchange, path);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A token that expires ends a question that waits only when it is asked anew, as a failure of ours does. */
  private void waitForNews(HttpExchange exchange) throws InterruptedException {
    Map<String, String> query = queryOf(exchange);
    if (!query.containsKey("index")) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    long from = Long.parseUnsignedLong(query.getOrDefault("index", "0"));
    Duration asked = Duration.ofSeconds(Long.parseLong(query.getOrDefault("wait", "300s").replace("s", "")));
    long end = System.nanoTime() + asked.toNanos();
    while (indexOf(path) <= from && failureOf(path) == null && token == null) {
      long left = end - System.nanoTime();
      if (longestWait != null && left > longestWait.toNanos()) {
        end = System.nanoTime() + longestWait.toNanos();
        left = longestWait.toNanos();
      }
      if (left <= 0) {
        return;
      }
      lock.wait(Math.max(1, left / 1_000_000));
    }
  }

  private static Map<String, String> queryOf(HttpExchange exchange) {
    Map<String, String> all = new HashMap<>();
    String query = exchange.getRequestURI().getQuery();
    if (query != null) {
      for (String each : query.split("&", -1)) {
        all.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
      }
    }
    return all;
  }

  private long indexOf(String path) {
    return path.endsWith("/allocations") ? allocationIndex : nodeIndex;
  }

  private @Nullable Failure failureOf(String path) {
    return failures.entrySet().stream()
        .filter(each -> path.endsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/v1/agent/self")) {
      send(exchange, 200, self);
    } else if (path.endsWith("/allocations")) {
      sendWithIndex(
          exchange, path, path.equals("/v1/node/" + id + "/allocations") ? allocations : "[]");
    } else if (path.equals("/v1/node/" + id)) {
      sendWithIndex(exchange, path, node);
    } else {
      send(exchange, 404, "node not found");
    }
  }

  private void sendWithIndex(HttpExchange exchange, String path, String body) throws IOException {
    if (!withoutIndex) {
      exchange.getResponseHeaders().set("X-Nomad-Index", Long.toString(indexOf(path)));
    }
    send(exchange, 200, body);
  }

  private static void answer(HttpExchange exchange, Failure failure) throws IOException {
    if (failure.code() == 0) {
      return;
    }
    if (!failure.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", failure.retryAfter());
    }
    if (failure.code() == 200) {
      exchange.getResponseHeaders().set("X-Nomad-Index", "999");
    }
    send(exchange, failure.code(), failure.body());
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}

package io.temper.k8s.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * As much of an API server as a watch of one kind of object needs: a list, watches from any state on that
 * was not forgotten, and whatever failures a test asks for. Objects are texts in which {@code VERSION}
 * stands for their resource version.
 */
public final class FakeApiServer implements AutoCloseable {
  /** In place of a code: the answer begins and breaks off. */
  public static final int BREAK_OFF = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> objects = new LinkedHashMap<>();
  private final List<String> events = new ArrayList<>();
  private final Deque<Failure> failures = new ArrayDeque<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private int forgotten;
  private int endedWatches;
  private @Nullable CountDownLatch held;

  private record Failure(int code, String retryAfter, String body) {}

  /** Starts one without objects. */
  public FakeApiServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns a client of it. */
  public ApiServer client(Path folder) {
    return ApiServer.of(kubeconfig(folder, server.getAddress().getPort()));
  }

  /** Writes the kubeconfig of an API server on a port of this machine. */
  public static Path kubeconfig(Path folder, int port) {
    String kubeconfig = """
        apiVersion: v1
        kind: Config
        current-context: c
        clusters: [{name: c, cluster: {server: 'http://127.0.0.1:%d'}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: c, context: {cluster: c, user: u}}]
        """.formatted(port);
    try {
      return Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes or changes an object. */
  public synchronized void put(String name, String json) {
    String type = objects.containsKey(name) ? "MODIFIED" : "ADDED";
    String object = json.replace("VERSION", String.valueOf(events.size() + 1));
    objects.put(name, object);
    tell(type, object);
  }

  /** Deletes an object. */
  public synchronized void delete(String name) {
    String object = Objects.requireNonNull(objects.remove(name), name);
    tell(
        "DELETED",
        object.replaceFirst(
            "\"resourceVersion\":\"[0-9]+\"",
            "\"resourceVersion\":\"" + (events.size() + 1) + "\""));
  }

  /** Tells whoever watches that nothing happened up to now. */
  public synchronized void bookmark() {
    tell("BOOKMARK", "{\"metadata\":{\"resourceVersion\":\"" + (events.size() + 1) + "\"}}");
  }

  private void tell(String type, String object) {
    events.add("{\"type\":\"" + type + "\",\"object\":" + object.replace("\n", " ") + "}\n");
    notifyAll();
  }

  /** Forgets all events so far: watches from before now are told that they are too late. */
  public synchronized void compact() {
    forgotten = events.size();
  }

  /** Ends the watches that are open. */
  public synchronized void endWatches() {
    endedWatches++;
    notifyAll();
  }

  /** Answers the next request so; {@code retryAfter} may be empty. */
  public synchronized void failNext(int code, String retryAfter, String body) {
    failures.add(new Failure(code, retryAfter, body));
  }

  /**
   * Answers the next request only once the test says so; those after it at once.
   *
   * @return counted down, lets the answer go
   */
  public synchronized CountDownLatch holdNext() {
    var latch = new CountDownLatch(1);
    held = latch;
    return latch;
  }

  private synchronized @Nullable CountDownLatch takeHeld() {
    CountDownLatch latch = held;
    held = null;
    return latch;
  }

  /** Returns the requests so far: method, path and decoded query, and what was sent. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          (exchange.getRequestMethod() + " " + uri.getPath() + "?" + uri.getQuery() + " " + sent)
              .strip());
      CountDownLatch hold = takeHeld();
      if (hold != null) {
        hold.await();
      }
      Failure failure = nextFailure();
      if (failure != null) {
        fail(exchange, failure);
      } else if (String.valueOf(uri.getQuery()).contains("watch=1")) {
        watch(exchange, Integer.parseInt(valueOf("resourceVersion", uri.getQuery())));
      } else {
        send(exchange, 200, list());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Failure nextFailure() {
    return failures.poll();
  }

  private static void fail(HttpExchange exchange, Failure failure) throws IOException {
    if (failure.code() == BREAK_OFF) {
      // More is promised than comes.
      exchange.sendResponseHeaders(200, failure.body().length() + 1);
      exchange.getResponseBody().write(failure.body().getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      return;
    }
    if (!failure.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", failure.retryAfter());
    }
    send(exchange, failure.code(), failure.body());
  }

  private static String valueOf(String key, String query) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(key + "=")) {
        return pair.substring(key.length() + 1);
      }
    }
    throw new IllegalArgumentException(query + " has no " + key);
  }

  private static void send(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private synchronized String list() {
    return "{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\"" + events.size()
        + "\"},\"items\":[" + String.join(",", objects.values()) + "]}";
  }

  private void watch(HttpExchange exchange, int from) throws IOException, InterruptedException {
    // As of now: whoever hears the head may forget all events, or end the watches, before this goes
    // on.
    boolean tooLate = isForgotten(from);
    int ends = watchesEnded();
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    // The head alone, as an API server does: newer JDKs keep it back until something follows.
    out.flush();
    if (tooLate) {
      write(
          out,
          "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"status\":\"Failure\",\"message\":\"too"
              + " old resource version\",\"reason\":\"Expired\",\"code\":410}}\n");
      return;
    }
    int next = from;
    for (String event = await(next, ends); event != null; event = await(next, ends)) {
      write(out, event);
      next++;
    }
  }

  private synchronized boolean isForgotten(int from) {
    return from < forgotten;
  }

  private synchronized int watchesEnded() {
    return endedWatches;
  }

  private synchronized @Nullable String await(int next, int ends) throws InterruptedException {
    while (next >= events.size() && endedWatches == ends) {
      wait();
    }
    return next < events.size() ? events.get(next) : null;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Stops it; connections break. */
  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}

package io.temper.testkit.cluster;

import io.temper.TemperException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Asks the API server of a test. Whatever certificate it shows is taken: it was made a moment ago, by a
 * process of this machine.
 */
public final class LoopbackClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final HttpClient http;
  private final URI server;
  private final String token;

  /**
   * What the API server answered.
   *
   * @param code of HTTP
   * @param body as it came
   * @param warnings what it has to say beside the answer; empty if nothing
   */
  public record Answer(int code, String body, List<String> warnings) {}

  LoopbackClient(URI server, String token) {
    this.server = server;
    this.token = token;
    this.http =
        HttpClient.newBuilder().sslContext(trusting()).connectTimeout(PATIENCE).build();
  }

  /**
   * Asks for something.
   *
   * @param path with its query
   * @return the body of the answer
   * @throws TemperException if it is not that all is well
   */
  public String get(String path) {
    return send("GET", path, "application/json", "");
  }

  /**
   * Makes an object.
   *
   * @param path of its kind
   * @param json the object
   */
  public void create(String path, String json) {
    send("POST", path, "application/json", json);
  }

  /**
   * Changes a part of an object.
   *
   * @param path of the object, with its query
   * @param json what changes, as a JSON merge patch
   */
  public void merge(String path, String json) {
    send("PATCH", path, "application/merge-patch+json", json);
  }

  /**
   * Deletes an object at once.
   *
   * @param path of the object
   */
  public void delete(String path) {
    send("DELETE", path + "?gracePeriodSeconds=0", "application/json", "");
  }

  /**
   * Waits until the API server knows of a changed role of the agents' account, which it hears of a moment
   * after the change was answered.
   *
   * @param right what the role grants or grants no more
   * @param allowed whether it does
   * @throws TemperException if that takes too long
   */
  public void awaitAllowed(AgentRight right, boolean allowed) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (isAllowed(right) != allowed) {
      if (System.nanoTime() > end) {
        throw new TemperException("the API server does not " + (allowed ? "let" : "keep")
            + " the agents' account " + (allowed ? "" : "from ") + right);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean isAllowed(AgentRight right) {
    String review = String.format(
        Locale.ROOT,
        """
        {"spec":{"user":"%s","resourceAttributes":{"verb":"%s","group":"%s","resource":"%s",
        "namespace":"%s"}}}""",
        ControlPlane.AGENT_USER,
        right.verb(),
        right.group(),
        right.resource(),
        right.namespace());
    String path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    return ask("POST", path, "application/json", review).body().contains("\"allowed\":true");
  }

  /** Tells whether the API server is ready. */
  boolean isReady() {
    try {
      get("/readyz");
      return true;
    } catch (TemperException e) {
      return false;
    }
  }

  private String send(String method, String path, String type, String body) {
    Answer answer = ask(method, path, type, body);
    if (answer.code() / 100 != 2) {
      throw new TemperException(method + " " + path + ": " + answer.code() + " " + answer.body());
    }
    return answer.body();
  }

  /**
   * Asks for anything, and takes any answer.
   *
   * @param method of HTTP
   * @param path with its query
   * @param type of the body
   * @param body what is sent; empty for nothing
   * @param headers further ones, names and values in turn
   * @return the answer, whatever it says
   * @throws TemperException if there is none
   */
  public Answer ask(String method, String path, String type, String body, String... headers) {
    var builder = HttpRequest.newBuilder(server.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", type)
        .method(method, HttpRequest.BodyPublishers.ofString(body));
    HttpRequest request = (headers.length == 0 ? builder : builder.headers(headers)).build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body(), answer.headers().allValues("Warning"));
    } catch (IOException e) {
      throw new TemperException(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemperException(method + " " + path + " was interrupted", e);
    }
  }

  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Trusting()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /** Trusts everybody; an extended one is not asked about host names either. */
  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

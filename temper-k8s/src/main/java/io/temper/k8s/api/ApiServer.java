package io.temper.k8s.api;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The API server of a cluster, as this process may use it. Asks once and never again by itself, but for a
 * token that was replaced meanwhile: how often and when is for who asks. May be used from any thread.
 *
 * <p>No two questions share a connection at one time: one that was cut without a word is given up with its
 * question. A connection whose answer was read whole is used again.
 */
public final class ApiServer implements AutoCloseable {
  /** What a question about objects accepts. */
  public static final String JSON = "application/json";

  /** What changes some fields of an object and says nothing of the others. */
  public static final String MERGE_PATCH = "application/merge-patch+json";

  private static final String KUBECONFIG = "KUBECONFIG";
  private static final String NOWHERE = "https://kubernetes.default.svc";
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration ANSWER = Duration.ofSeconds(15);
  /**
   * A request's timeout is over with the head of the answer in Java up to 25, and with its body in later
   * ones: there it must outlast a watch, which lasts for ten minutes.
   */
  private static final Duration LONGEST_WATCH = Duration.ofMinutes(15);

  private static final int TIMEOUT_COVERS_BODY = 26;
  private static final Duration MOST_PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http;
  private final String address;
  private final ApiFailures failures;
  private final Duration patience;
  private volatile boolean closed;

  /** Creates one that asks by a client; closed by this. */
  ApiServer(HttpClient http, String url, Duration patience) {
    this.http = http;
    this.address = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.failures = new ApiFailures(address);
    this.patience = patience;
  }

  private static ApiServer of(Config config, Duration patience) {
    Config own = new ConfigBuilder(config)
        .withHttp2Disable(true)
        .withConnectionTimeout(CONNECT_MILLIS)
        .withRequestRetryBackoffLimit(0)
        .withUserAgent("temper-agent")
        .build();
    return new ApiServer(
        new JdkHttpClientFactory().newBuilder(own).build(), own.getMasterUrl(), patience);
  }

  /**
   * Returns the API server that the environment names: that of the kubeconfig of {@code KUBECONFIG}; where
   * that is not set, that of the cluster whose pod this process is in, as the pod's service account; where it
   * is in none, that of the user's kubeconfig. Does not ask it anything.
   *
   * @return to be closed by the caller
   * @throws ApiException if it names none, or what it names cannot be understood
   */
  public static ApiServer ofEnvironment() {
    return ofEnvironment(System.getenv(), MountedAccount.ofThisProcess());
  }

  static ApiServer ofEnvironment(Map<String, String> environment, MountedAccount account) {
    boolean chosen = !environment.getOrDefault(KUBECONFIG, "").isEmpty();
    if (!chosen && account.isThere(environment)) {
      return configured("the pod's service account", () -> account.config(environment), ANSWER);
    }
    return configured(
        "the environment",
        () -> requireNamed(Config.autoConfigure(null), account, environment),
        ANSWER);
  }

  /** The client library falls back on an address that few places know, and on being nobody there. */
  static Config requireNamed(
      Config config, MountedAccount account, Map<String, String> environment) {
    boolean anybody = config.getCurrentContext() != null
        || config.getAutoOAuthToken() != null
        || config.getOauthToken() != null;
    boolean nowhere = config.getMasterUrl().startsWith(NOWHERE);
    if (!anybody && (nowhere || MountedAccount.isInPod(environment))) {
      throw ApiFailures.configuration(
          "nothing says where the API server is, or as whom to ask it: there is no kubeconfig (KUBECONFIG,"
              + " or .kube/config in the home folder), and no token of a service account in "
              + account.token() + "; set KUBECONFIG, or let the pod mount the token of its service"
              + " account",
          null);
    }
    return config;
  }

  /**
   * Returns the API server that a kubeconfig names. Does not ask it anything.
   *
   * @param kubeconfig its current context counts
   * @return to be closed by the caller
   * @throws ApiException if the file cannot be read or understood
   */
  public static ApiServer of(Path kubeconfig) {
    return of(kubeconfig, ANSWER);
  }

  /** The same, with another time to wait for the head of an answer. */
  static ApiServer of(Path kubeconfig, Duration patience) {
    if (!Files.isReadable(kubeconfig)) {
      throw ApiFailures.configuration(
          "cannot read the kubeconfig " + kubeconfig + "; check its name and who may read it",
          null);
    }
    return configured(
        "the kubeconfig " + kubeconfig, () -> Config.fromKubeconfig(kubeconfig.toFile()), patience);
  }

  private static ApiServer configured(String source, Supplier<Config> config, Duration patience) {
    try {
      return of(config.get(), patience);
    } catch (KubernetesClientException | IllegalArgumentException | LinkageError e) {
      // Of the client library's own dependencies some are left out.
      throw ApiFailures.configuration(
          "cannot use the API server that " + source + " names: " + e
              + "; check that kubectl can use the same",
          e);
    }
  }

  /**
   * Returns where it is.
   *
   * @return its address, such as {@code https://10.96.0.1:443}
   */
  public String address() {
    return address;
  }

  /**
   * Asks for something.
   *
   * @param task what it is for, as in "list the pods of node a"
   * @param path with its query, as in {@code /api/v1/pods?watch=1}
   * @param accept the forms of answer that are understood
   * @param silence after so long without a byte, reading the answer fails
   * @return the answer
   * @throws ApiException if there is none, or another one than that all is well
   */
  public ApiAnswer get(String task, String path, String accept, Duration silence) {
    Duration most = Runtime.version().feature() < TIMEOUT_COVERS_BODY ? patience : LONGEST_WATCH;
    var request = http.newHttpRequestBuilder()
        .header("Accept", accept)
        .timeout(most.toMillis(), TimeUnit.MILLISECONDS);
    return ask(task, path, request, silence);
  }

  /**
   * Writes something.
   *
   * @param task what it is for, as in "annotate node a"
   * @param method such as {@code PATCH}
   * @param path with its query
   * @param contentType the form of the body
   * @param body what is written
   * @throws ApiException if there is no answer, or another one than that all is well
   */
  public void send(String task, String method, String path, String contentType, String body) {
    var request = http.newHttpRequestBuilder()
        .method(method, contentType, body)
        .header("Accept", JSON)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    ask(task, path, request, patience).close();
  }

  /** What the client library throws besides is no answer either. */
  private ApiAnswer ask(String task, String path, HttpRequest.Builder request, Duration silence) {
    try {
      return ask(task, request.uri(address + path).build(), silence);
    } catch (KubernetesClientException
        | IllegalArgumentException
        | IllegalStateException
        | RejectedExecutionException
        | LinkageError e) {
      throw noAnswer(task, e);
    }
  }

  private ApiAnswer ask(String task, HttpRequest request, Duration silence) {
    ApiBody body = new ApiBody(silence);
    HttpResponse<AsyncBody> response = await(task, http.consumeBytes(request, body::take));
    body.from(response.body());
    if (response.isSuccessful()) {
      return new ApiAnswer(body);
    }
    try (body) {
      throw failures.refused(task, response.code(), retryAfter(response), body);
    }
  }

  private <T> T await(String task, CompletableFuture<T> answer) {
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw noAnswer(task, rootOf(e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw noAnswer(task, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw noAnswer(task, e);
    }
  }

  private ApiException noAnswer(String task, Throwable why) {
    return closed || Thread.currentThread().isInterrupted()
        ? failures.ended(task, why)
        : failures.unreachable(task, why);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wraps = failure instanceof ExecutionException || failure instanceof CompletionException;
    return wraps && cause != null ? rootOf(cause) : failure;
  }

  /** Kubernetes gives whole seconds; whatever else stands there counts as nothing. */
  private static Duration retryAfter(HttpResponse<?> response) {
    @Nullable String seconds = response.header("Retry-After");
    try {
      long asked = seconds == null ? 0 : Long.parseLong(seconds.strip());
      return Duration.ofSeconds(Math.max(0, Math.min(asked, MOST_PATIENCE.toSeconds())));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  /** Gives all connections up. */
  @Override
  public void close() {
    closed = true;
    http.close();
  }
}

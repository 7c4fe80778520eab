package io.temper.nomad.api;

import io.temper.nomad.api.BoundedBody.TooLongException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The HTTP API of Nomad, as an agent of Nomad serves it. May be used by any thread. */
public final class NomadServer {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final long MOST_SECONDS_ASKED = 300;

  /** A node with a thousand allocations of a large job answers with some tens of MiB. */
  private static final long LONGEST_ANSWER = 128L << 20;

  /** An answer is in memory while it is read, beside what is made of it and all else. */
  private static final int PART_OF_HEAP = 4;

  private final URI address;
  private final Map<String, String> always = new LinkedHashMap<>();
  private final TokenSource token;
  private final NomadFailures failures;
  private final HttpClient client;
  private final long longestAnswer;

  private NomadServer(NomadSettings settings, long longestAnswer) {
    this.address = settings.address();
    this.token = new TokenSource(settings.token(), settings.tokenFile());
    this.failures = new NomadFailures(address.toString());
    this.longestAnswer = longestAnswer;
    if (settings.region() != null) {
      always.put("region", settings.region());
    }
    if (settings.namespace() != null) {
      always.put("namespace", settings.namespace());
    }
    HttpClient.Builder builder = HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .version(Version.HTTP_1_1)
        .followRedirects(Redirect.NEVER);
    settings.tls().context().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /**
   * Opens the API. Asks nothing yet.
   *
   * @param settings where it is, and who asks
   * @return the API
   * @throws NomadException if a file of the connection cannot be used
   */
  public static NomadServer open(NomadSettings settings) {
    return new NomadServer(settings, longestAnswer(Runtime.getRuntime().maxMemory()));
  }

  /** Returns how long an answer may be so that a heap of so many bytes has room for it. */
  static long longestAnswer(long heap) {
    return Math.min(LONGEST_ANSWER, heap / PART_OF_HEAP);
  }

  /** Opens one that takes no longer answers. */
  static NomadServer open(NomadSettings settings, long longestAnswer) {
    return new NomadServer(settings, longestAnswer);
  }

  /**
   * Returns where it is.
   *
   * @return the address, for messages
   */
  public String address() {
    return address.toString();
  }

  /**
   * Asks something.
   *
   * @param task what for, after {@code cannot}
   * @param path of the question, from {@code /v1} on
   * @param query its parameters
   * @param atMost how long the whole answer may take
   * @return the answer
   * @throws NomadException if it does not come, or refuses
   */
  public NomadAnswer get(String task, String path, Map<String, String> query, Duration atMost) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path, query))
        .header("Accept", "application/json")
        .GET();
    token.now().ifPresent(secret -> request.header("X-Nomad-Token", secret));
    HttpResponse<Pieces> answer = send(task, request.build(), atMost);
    if (answer.statusCode() != OK) {
      throw failures.refused(task, answer.statusCode(), answer.body(), retryAfter(answer));
    }
    return new NomadAnswer(answer.headers().firstValue("X-Nomad-Index"), answer.body());
  }

  /**
   * Returns the number by which one can wait for what comes after an answer.
   *
   * @param task what was asked for
   * @param answer the answer
   * @return from 1 on, as Nomad asks its clients to hold it
   * @throws NomadException if the answer has none
   */
  public long indexOf(String task, NomadAnswer answer) {
    try {
      long index = Long.parseUnsignedLong(answer.indexText().orElse(""));
      return index == 0 ? 1 : index;
    } catch (NumberFormatException e) {
      throw failures.withoutIndex(task, e);
    }
  }

  /** Sorted: the same question has the same address, in Nomad's log too. */
  private URI uri(String path, Map<String, String> query) {
    Map<String, String> all = new TreeMap<>(always);
    all.putAll(query);
    String text = all.entrySet().stream()
        .map(each ->
            each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    return URI.create(address + path + (text.isEmpty() ? "" : "?" + text));
  }

  private HttpResponse<Pieces> send(String task, HttpRequest request, Duration atMost) {
    CompletableFuture<HttpResponse<Pieces>> answer =
        client.sendAsync(request, ignored -> new BoundedBody(longestAnswer));
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw isTooLong(why)
          ? failures.tooLong(task, longestAnswer)
          : failures.unreachable(task, why);
    } catch (TimeoutException e) {
      throw failures.unreachable(task, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.unreachable(task, e);
    } finally {
      // Ends the connection, unless the answer has come.
      answer.cancel(true);
    }
  }

  private static boolean isTooLong(Throwable why) {
    return why instanceof TooLongException || why.getCause() instanceof TooLongException;
  }

  private static Duration retryAfter(HttpResponse<?> answer) {
    String text = answer.headers().firstValue("Retry-After").orElse("");
    try {
      return Duration.ofSeconds(Math.min(MOST_SECONDS_ASKED, Math.max(0, Long.parseLong(text))));
    } catch (NumberFormatException e) {
      // It did not say, or named a time of day, which Nomad does not.
      return Duration.ZERO;
    }
  }
}

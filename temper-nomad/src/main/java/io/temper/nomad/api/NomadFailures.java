package io.temper.nomad.api;

import io.temper.nomad.Quote;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Words what goes wrong with Nomad. */
final class NomadFailures {
  private static final int LONGEST_REASON = 1024;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;

  private final String server;

  /**
   * Creates the words for one server.
   *
   * @param server its address
   */
  NomadFailures(String server) {
    this.server = server;
  }

  /** It is not known whom to ask, or as whom. */
  static NomadException configuration(String message, @Nullable Throwable why) {
    return new NomadException(message, NomadException.NO_ANSWER, Duration.ZERO, why);
  }

  /** No answer came. */
  NomadException unreachable(String task, Throwable why) {
    boolean late = why instanceof TimeoutException;
    String remedy = why instanceof SSLException
        ? "check its certificate, the authority in NOMAD_CACERT, and both clocks"
        : "check that it runs and that this node reaches it";
    return failure(
        task,
        NomadException.NO_ANSWER,
        "cannot be reached: " + (late ? "no answer in time" : why + deepest(why)),
        remedy,
        Duration.ZERO,
        why);
  }

  /** An exception without words, as a refused connection is, or one that wraps another. */
  private static String deepest(Throwable why) {
    Throwable root = why;
    for (Throwable cause = why.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root == why ? "" : " (" + root + ")";
  }

  /** The answer is longer than any that is believed. */
  NomadException tooLong(String task, long most) {
    return failure(
        task,
        NomadException.NO_ANSWER,
        "answered with more than " + (most >> 20) + " MiB",
        "check that the address is Nomad's; if it is, give the agent more memory, of which an answer"
            + " may take a quarter, 128 MiB at most: TEMPER_JAVA_OPTS=-Xmx512m",
        Duration.ZERO,
        null);
  }

  /** There is no way to go on from such an answer. */
  NomadException withoutIndex(String task, NumberFormatException why) {
    return failure(
        task,
        NomadException.NO_ANSWER,
        "answered without a number in X-Nomad-Index",
        "check that the address is Nomad's, and that no proxy drops that header",
        Duration.ZERO,
        why);
  }

  /** It refused. */
  NomadException refused(String task, int code, Pieces body, Duration retryAfter) {
    String reason = new String(body.beginning(LONGEST_REASON), StandardCharsets.UTF_8).strip();
    return failure(
        task,
        code,
        "answered " + code + (reason.isEmpty() ? "" : " (" + Quote.of(reason) + ")"),
        remedyOf(code, reason),
        retryAfter,
        null);
  }

  private static String remedyOf(int code, String reason) {
    return switch (code) {
      case BAD_REQUEST ->
        reason.contains("HTTP request to an HTTPS server")
            ? "write https:// in NOMAD_ADDR"
            : "check NOMAD_REGION and NOMAD_NAMESPACE";
      case UNAUTHORIZED, FORBIDDEN ->
        "give a token that has not expired and whose policy grants agent read, node read and"
            + " read-job in every namespace";
      case NOT_FOUND -> "check that it is still a node of this cluster";
      case TOO_MANY -> "it is asked again later; raise http_max_conns_per_client if that goes on";
      default ->
        code >= SERVER_FAULT
            ? "look into the log of Nomad; without a leader its servers answer nothing"
            : "check that the address is Nomad's";
    };
  }

  private NomadException failure(
      String task,
      int code,
      String what,
      String remedy,
      Duration retryAfter,
      @Nullable Throwable why) {
    return new NomadException(
        "cannot " + task + ": Nomad at " + server + " " + what + "; " + remedy,
        code,
        retryAfter,
        why);
  }
}

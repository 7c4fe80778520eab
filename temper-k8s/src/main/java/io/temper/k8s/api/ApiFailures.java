package io.temper.k8s.api;

import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.Excerpt;
import io.temper.k8s.text.JsonEvents;
import io.temper.k8s.text.UnreadableTextException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Words what goes wrong with the API server. */
final class ApiFailures {
  private static final int LONGEST_REASON = 16 * 1024;

  private final String server;

  /**
   * Creates the words for one server.
   *
   * @param server its address
   */
  ApiFailures(String server) {
    this.server = server;
  }

  /** It is not known whom to ask, or as whom. */
  static ApiException configuration(String message, @Nullable Throwable why) {
    return new ApiException(message, ApiException.NO_ANSWER, Duration.ZERO, why);
  }

  /** No answer came. */
  ApiException unreachable(String task, Throwable why) {
    String remedy = why instanceof SSLException
        ? "check its certificate, the authority that this node trusts, and both clocks"
        : "check that it runs and that this node reaches it";
    boolean late = why instanceof TimeoutException || why instanceof HttpTimeoutException;
    String what = late ? "no answer in time" : String.valueOf(why) + deepest(why);
    return new ApiException(
        "cannot " + task + ": the API server at " + server + " cannot be reached: " + what + "; "
            + remedy,
        ApiException.NO_ANSWER,
        Duration.ZERO,
        why);
  }

  /** No answer was waited for. */
  ApiException ended(String task, Throwable why) {
    return ApiException.ofTheEnd(
        "cannot " + task + ": no answer of the API server at " + server
            + " is waited for, since who asked is being ended",
        why);
  }

  /** Of a certificate the outer exceptions tell that it is refused; only the innermost one, why. */
  private static String deepest(Throwable why) {
    Throwable root = why;
    for (Throwable cause = why.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return why instanceof SSLException && root != why ? " (" + root + ")" : "";
  }

  /** The answer is that it was not done. */
  ApiException refused(String task, int code, Duration retryAfter, InputStream body) {
    return refused(task, code, retryAfter, reasonIn(body));
  }

  /** The same, with the reason in the API server's words; may be empty. */
  ApiException refused(String task, int code, Duration retryAfter, String reason) {
    return new ApiException(
        "cannot " + task + ": the API server at " + server + " answered " + code
            + (reason.isEmpty() ? "" : " (" + reason + ")") + "; " + remedyFor(code),
        code,
        retryAfter,
        null);
  }

  private static String remedyFor(int code) {
    return switch (code) {
      case ApiException.UNAUTHORIZED ->
        "check the token of the agent's service account, or the user in the kubeconfig";
      case ApiException.FORBIDDEN ->
        "let the agent's service account do it: docs/kubernetes.md lists what it needs";
      case ApiException.NOT_FOUND -> "check the name";
      case ApiException.CONFLICT -> "somebody else changes the same";
      case ApiException.GONE -> "all is read anew";
      case ApiException.TOO_MANY -> "it is busy";
      default -> "its log tells more";
    };
  }

  /** Finds the message of a {@code Status}, or takes what is there as it is. */
  private static String reasonIn(InputStream body) {
    try {
      byte[] text = body.readNBytes(LONGEST_REASON);
      String message = messageIn(text);
      return message == null
          ? Excerpt.of(new String(text, StandardCharsets.UTF_8).strip())
          : Excerpt.ofSentence(message);
    } catch (IOException e) {
      return "";
    }
  }

  private static @Nullable String messageIn(byte[] text) {
    var events = new JsonEvents("the answer", new ByteArrayInputStream(text));
    try (var in = new DocumentReader("the answer", events)) {
      String message = null;
      if (in.nextDocument() && in.enterObject("the answer")) {
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
          if (key.equals("message")) {
            message = in.text(key);
          } else {
            in.skip();
          }
        }
      }
      return message;
    } catch (UnreadableTextException e) {
      return null;
    }
  }
}

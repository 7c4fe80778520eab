package io.temper.agent.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a client gets.
 *
 * @param status the number that HTTP has for it
 * @param type the media type of the body
 * @param body the body
 */
record HttpAnswer(int status, String type, ByteBuffer body) {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json; charset=utf-8";

  private static final Map<Integer, String> PHRASES = Map.of(
      200, "OK",
      400, "Bad Request",
      404, "Not Found",
      405, "Method Not Allowed",
      431, "Request Header Fields Too Large",
      500, "Internal Server Error",
      503, "Service Unavailable",
      505, "HTTP Version Not Supported");

  static HttpAnswer of(int status, String type, String body) {
    return new HttpAnswer(status, type, StandardCharsets.UTF_8.encode(body));
  }

  /** Returns a JSON document. */
  static HttpAnswer json(int status, String document) {
    return of(status, JSON, document + "\n");
  }

  /** Returns a sentence. */
  static HttpAnswer text(int status, String sentence) {
    return of(status, TEXT, sentence + "\n");
  }

  /**
   * Returns what is written to one client; all clients share the body.
   *
   * @param withBody false for a client that asked for the head only
   */
  ByteBuffer[] parts(boolean withBody) {
    ByteBuffer head = ByteBuffer.wrap(head().getBytes(StandardCharsets.ISO_8859_1));
    return withBody ? new ByteBuffer[] {head, body.duplicate()} : new ByteBuffer[] {head};
  }

  private String head() {
    return "HTTP/1.1 " + status + " " + PHRASES.getOrDefault(status, "")
        + "\r\nContent-Type: " + type
        + "\r\nContent-Length: " + body.remaining()
        + "\r\nCache-Control: no-store"
        + "\r\nX-Content-Type-Options: nosniff"
        + (status == 405 ? "\r\nAllow: GET, HEAD" : "")
        + "\r\nConnection: close\r\n\r\n";
  }
}

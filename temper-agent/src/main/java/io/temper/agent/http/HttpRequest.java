package io.temper.agent.http;

import java.util.List;
import java.util.Locale;

/**
 * What a client asks for.
 *
 * @param path without its query
 * @param withBody false if only the head of the answer is wanted
 */
record HttpRequest(String path, boolean withBody) {

  /**
   * Reads the head of a request.
   *
   * @param head its lines, without the empty one at the end
   * @throws HttpRefusal if it is none that is served
   */
  static HttpRequest read(String head) {
    List<String> lines = head.lines().toList();
    String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", -1);
    if (words.length != 3 || !words[1].startsWith("/") || !words[2].startsWith("HTTP/")) {
      throw new HttpRefusal(400, "a request begins with a line such as 'GET /metrics HTTP/1.1'");
    }
    if (!words[2].equals("HTTP/1.1") && !words[2].equals("HTTP/1.0")) {
      throw new HttpRefusal(505, "HTTP/1.1 and HTTP/1.0 are spoken here");
    }
    if (!words[0].equals("GET") && !words[0].equals("HEAD")) {
      throw new HttpRefusal(405, "use GET or HEAD: nothing can be changed here");
    }
    if (lines.stream().skip(1).anyMatch(HttpRequest::announcesBody)) {
      throw new HttpRefusal(400, "a request has no body here");
    }
    return new HttpRequest(words[1].split("\\?", 2)[0], words[0].equals("GET"));
  }

  private static boolean announcesBody(String field) {
    String lower = field.toLowerCase(Locale.ROOT);
    return lower.startsWith("transfer-encoding:")
        || (lower.startsWith("content-length:")
            && !lower.substring("content-length:".length()).strip().equals("0"));
  }
}

package io.temper.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.fuzz.FuzzCorpus;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, it is understood or refused with a number of HTTP. */
class HttpRequestFuzzTest {
  private static final int EXAMPLES = 5000;

  @Test
  void read_anyHead_isUnderstoodOrRefused() {
    FuzzCorpus.of("GET /metrics?name=a HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n")
        .with("head", "HEAD / HTTP/1.0\n")
        .check(EXAMPLES, text -> {
          try {
            assertThat(HttpRequest.read(new String(text, StandardCharsets.ISO_8859_1))
                    .path())
                .startsWith("/");
            return true;
          } catch (HttpRefusal e) {
            assertThat(e.answer()).isNotNull();
            return false;
          }
        });
  }
}

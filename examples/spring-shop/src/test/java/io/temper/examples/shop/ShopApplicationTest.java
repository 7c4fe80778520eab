package io.temper.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.bpf.Check;
import io.temper.spring.HostFacts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;

/** The shop as if on a host with sched_ext. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ShopApplicationTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Value("${local.server.port}")
  private int port;

  @TestConfiguration
  static class Host {
    @Bean
    HostFacts goodHost() {
      return new GoodHost();
    }
  }

  private record GoodHost() implements HostFacts {
    @Override
    public String operatingSystem() {
      return "Linux";
    }

    @Override
    public List<Check> checks() {
      return List.of();
    }

    @Override
    public Optional<String> schedulerInCharge() {
      return Optional.empty();
    }
  }

  private String send(String method, String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .method(method, BodyPublishers.noBody())
        .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void report_runsInThreadsThatYield_besideTheCheckout() throws Exception {
    send("POST", "/report");
    try {
      assertThat(send("GET", "/checkout?items=2")).contains("\"items\":2");
      assertThat(send("GET", "/actuator/temper"))
          .contains("\"pool\":\"reportExecutor\"")
          .contains("\"name\":\"reports-pool\",\"treatment\":\"yield\"");
    } finally {
      send("DELETE", "/report");
    }
  }
}

package io.temper.spring.actuate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.spring.FakeHostFacts;
import io.temper.spring.HostFacts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.apache.catalina.core.StandardThreadExecutor;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Tomcat and a real actuator, as if on a host with sched_ext. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "temper.threads.pools.tomcat=latency",
      "server.tomcat.threads.max=7",
      "management.endpoints.web.exposure.include=temper,health,metrics",
      "management.endpoint.health.show-details=always"
    })
@DirtiesContext
class ParticipantApplicationTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Value("${local.server.port}")
  private int port;

  @Autowired
  private ServletWebServerApplicationContext context;

  /** Answers with the thread that answers. */
  @SpringBootConfiguration
  @EnableAutoConfiguration
  @RestController
  static class Application {
    @Bean
    HostFacts hostFacts() {
      return FakeHostFacts.good();
    }

    @GetMapping("/thread")
    String thread() {
      return Thread.currentThread().getName();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://localhost:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(get(path).body());
  }

  @Test
  void requests_areAnsweredByThreadsOfTheGroup() throws Exception {
    assertThat(get("/thread").body()).matches("@L:tomcat-pool-thread-\\d");
  }

  @Test
  void tomcat_hasTheThreadsThatItsPropertiesSay() {
    var server = (TomcatWebServer) requireNonNull(context.getWebServer());
    var handler = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
    assertThat(((StandardThreadExecutor) handler.getExecutor()).getMaxThreads()).isEqualTo(7);
  }

  @Test
  void actuator_tellsModeStateGroupsAndPools() throws Exception {
    JsonNode report = json("/actuator/temper");
    assertThat(report.path("mode").asString()).isEqualTo("participant");
    assertThat(report.path("active").asBoolean()).isTrue();
    assertThat(report.path("state").asString()).isEqualTo("unattended");
    assertThat(report.path("findings").size()).isZero();
    assertThat(report.path("pools").toString()).contains("\"pool\":\"tomcat\"");
    assertThat(report.path("groups").toString()).contains("tomcat-pool-");
    assertThat(report.path("cpu").path("availableProcessors").asInt()).isPositive();
  }

  @Test
  void actuator_cannotBeWrittenTo() throws Exception {
    var request = HttpRequest.newBuilder(
            URI.create("http://localhost:" + port + "/actuator/temper"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"safeMode\":true}"))
        .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void health_isUp() throws Exception {
    JsonNode temper = json("/actuator/health").path("components").path("temper");
    assertThat(temper.path("status").asString()).isEqualTo("UP");
    assertThat(temper.path("details").path("state").asString()).isEqualTo("unattended");
  }

  @Test
  void metrics_countTheThreadsOfGroups() throws Exception {
    assertThat(get("/actuator/metrics/temper.application.active").body()).contains("1.0");
    // Those that answer this very question.
    assertThat(get("/actuator/metrics/temper.application.threads?tag=group:tomcat-pool-")
            .body())
        .containsPattern("\"value\":[1-9]");
  }
}

package io.temper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application whose requests run in virtual threads, which the kernel does not see. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.threads.virtual.enabled=true",
      "temper.threads.pools.tomcat=latency",
      "temper.threads.pools.task-executor=latency",
      "temper.threads.groups.reports.treatment=yield",
      "temper.threads.groups.reports.executors=reportExecutor",
      "management.endpoints.web.exposure.include=temper"
    })
@DirtiesContext
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Value("${local.server.port}")
  private int port;

  @Autowired
  private ThreadPoolTaskExecutor reportExecutor;

  /** Answers with the thread that answers, in a group that the properties name. */
  @SpringBootConfiguration
  @EnableAutoConfiguration
  @RestController
  static class Application {
    private final ThreadGroups groups;

    Application(ThreadGroups groups) {
      this.groups = groups;
    }

    @Bean
    static HostFacts hostFacts() {
      return FakeHostFacts.good();
    }

    /** One of platform threads, as somebody has who computes. */
    @Bean
    static ThreadPoolTaskExecutor reportExecutor() {
      return new ThreadPoolTaskExecutor();
    }

    @GetMapping("/thread")
    String thread() {
      var inGroup = new StringBuilder();
      groups.run("reports", () -> inGroup.append(Thread.currentThread()));
      return inGroup.toString();
    }
  }

  private String get(String path) throws Exception {
    var uri = URI.create("http://localhost:" + port + path);
    return client
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void request_staysInItsVirtualThread_andKeepsItsName() throws Exception {
    assertThat(get("/thread")).startsWith("VirtualThread[").doesNotContain("@Y:");
  }

  @Test
  void poolOfPlatformThreads_isInItsGroupAllTheSame() throws Exception {
    assertThat(reportExecutor.submit(() -> Thread.currentThread().getName()).get())
        .startsWith("@Y:reports-pool-thread-");
  }

  @Test
  void actuator_listsThePoolsThatAreThreadsOfTheKernelAlone() throws Exception {
    assertThat(get("/actuator/temper"))
        .contains("\"pool\":\"reportExecutor\"")
        .doesNotContain("\"pool\":\"tomcat\"");
  }
}

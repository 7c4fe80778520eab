package io.temper.spring.threads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.spring.Await;
import io.temper.spring.FakeHostFacts;
import io.temper.spring.HostFacts;
import io.temper.spring.LiveThreads;
import io.temper.spring.TemperAutoConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.server.reactive.HttpHandler;
import reactor.core.publisher.Mono;

/** A real server of Reactor Netty. */
class NettyPoolTest {
  private static final HttpHandler CURRENT_THREAD = (request, response) -> {
    byte[] name = Thread.currentThread().getName().getBytes(UTF_8);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(name)));
  };

  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(
          AutoConfigurations.of(TemperAutoConfiguration.class, ThreadPoolsAutoConfiguration.class))
      .withBean(HostFacts.class, FakeHostFacts::good);

  @Test
  void requests_areAnsweredByThreadsOfTheGroup_whichEndWithTheContext() {
    runner.withPropertyValues("temper.threads.pools.netty=latency").run(context -> assertThat(
            answer(context.getBean(NettyPool.class)))
        .startsWith("@L:netty-pool-thread-"));
    Await.until(
        "the event loops have ended", () -> LiveThreads.startingWith("@L:netty").isEmpty());
  }

  @Test
  void eventLoops_areLeftAloneUnlessConfigured() {
    runner.run(
        context -> assertThat(answer(context.getBean(NettyPool.class))).doesNotStartWith("@"));
  }

  private static String answer(NettyPool pool) throws IOException, InterruptedException {
    var factory = new NettyReactiveWebServerFactory(0);
    pool.customize(factory);
    var server = factory.getWebServer(CURRENT_THREAD);
    server.start();
    try {
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + "/"));
      return HttpClient.newHttpClient()
          .send(request.build(), BodyHandlers.ofString())
          .body();
    } finally {
      server.stop();
    }
  }
}

package io.temper.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temper.spi.NodeReport;
import io.temper.spi.SafeModeSource;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.StatusSink;
import io.temper.spi.WorkloadSource;
import io.temper.spring.Await;
import io.temper.spring.FakeHostFacts;
import io.temper.spring.HostFacts;
import io.temper.spring.TemperAutoConfiguration;
import io.temper.spring.node.EmbeddedNode;
import io.temper.spring.node.NodeAutoConfiguration;
import io.temper.testkit.FakeBackend;
import io.temper.testkit.FakeSafeModeSource;
import io.temper.testkit.FakeStatusSink;
import io.temper.workload.WorkloadSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The endpoint and the health of a node. */
class NodeApplicationTest {
  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(
          TemperAutoConfiguration.class,
          NodeAutoConfiguration.class,
          EndpointAutoConfiguration.class,
          TemperActuatorAutoConfiguration.class))
      .withBean(HostFacts.class, FakeHostFacts::good)
      .withBean(SchedulerBackend.class, FakeBackend::new)
      .withBean(WorkloadSource.class, () -> WorkloadSet::empty)
      .withPropertyValues(
          "temper.mode=node",
          "temper.node.safe-mode-file=/nonexistent/temper/safe-mode",
          "management.endpoints.web.exposure.include=*");

  @Test
  void safeModeEndpoint_isThereOnlyWhereEnabled() {
    runner.run(context -> assertThat(context)
        .hasSingleBean(TemperEndpoint.class)
        .doesNotHaveBean(SafeModeEndpoint.class));
    runner.withPropertyValues("temper.node.safe-mode-endpoint=true").run(context -> assertThat(
            context)
        .hasSingleBean(SafeModeEndpoint.class)
        .doesNotHaveBean(TemperEndpoint.class));
  }

  @Test
  void write_asksForSafeModeAndWithdrawsIt() {
    runner.withPropertyValues("temper.node.safe-mode-endpoint=true").run(context -> {
      var endpoint = context.getBean(SafeModeEndpoint.class);
      endpoint.safeMode(true, "upgrade");
      var node = context.getBean(EmbeddedNode.class);
      Await.until("safe mode", () -> node.state().label().equals("safe-mode"));
      assertThat(node.state().reason()).contains("command by /actuator/temper: upgrade");
      endpoint.safeMode(false, null);
      Await.until("the end of safe mode", () -> !node.state().label().equals("safe-mode"));
    });
  }

  @Test
  void health_ofANodeThatWasStopped_isOutOfService() {
    runner.run(context -> {
      context.getBean(EmbeddedNode.class).stop();
      assertThat(context.getBean(TemperHealth.class).health().getStatus())
          .isEqualTo(Status.OUT_OF_SERVICE);
    });
  }

  @Test
  void meters_ofANodeThatWasStopped_tellNoStateOfBefore() {
    runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
      var registry = context.getBean(MeterRegistry.class);
      var meters = context.getBean(ApplicationMeters.class);
      meters.bindTo(registry);
      assertThat(states(registry)).hasSize(1).doesNotContain("stopped");
      context.getBean(EmbeddedNode.class).stop();
      meters.update();
      assertThat(states(registry)).containsExactly("stopped");
    });
  }

  private static List<String> states(MeterRegistry registry) {
    return registry.find("temper.state").gauges().stream()
        .filter(gauge -> gauge.value() == 1)
        .map(gauge -> String.valueOf(gauge.getId().getTag("state")))
        .toList();
  }

  @Test
  void beansOfTheApplication_askForSafeModeAndAreTold_alsoAfterARestart() {
    var asks = new FakeSafeModeSource();
    var told = new FakeStatusSink();
    asks.asks("the platform", "upgrade");
    runner
        .withBean("quiet", SafeModeSource.class, FakeSafeModeSource::new)
        .withBean("platform", SafeModeSource.class, () -> asks)
        .withBean(StatusSink.class, () -> told)
        .run(context -> {
          var node = context.getBean(EmbeddedNode.class);
          Await.until("safe mode", () -> node.state().label().equals("safe-mode"));
          assertThat(node.state().reason()).contains("annotation by the platform: upgrade");
          Await.until("a word", () -> isTold(told, NodeReport.State.SAFE_MODE));
          node.stop();
          assertThat(isTold(told, NodeReport.State.STOPPED)).isTrue();
          assertThat(told.isClosed()).as("a bean is its application's to close").isFalse();
          node.start();
          Await.until("a word after the restart", () -> isTold(told, NodeReport.State.SAFE_MODE));
        });
  }

  private static boolean isTold(FakeStatusSink sink, NodeReport.State state) {
    return sink.last().map(NodeReport::state).equals(Optional.of(state));
  }
}

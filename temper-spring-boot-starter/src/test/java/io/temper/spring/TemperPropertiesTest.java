package io.temper.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.threads.Treatment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TemperPropertiesTest {
  private final ApplicationContextRunner runner = new ApplicationContextRunner()
      .withConfiguration(AutoConfigurations.of(TemperAutoConfiguration.class))
      .withBean(HostFacts.class, FakeHostFacts::good);

  @Test
  void defaults_arePartakingWithBatchPoolsThatYield() {
    runner.run(context -> {
      var properties = context.getBean(TemperProperties.class);
      assertThat(properties.mode()).isEqualTo(TemperMode.PARTICIPANT);
      assertThat(properties.threads().groups()).isEmpty();
      assertThat(properties.threads().pools().tomcat()).isEqualTo(PoolTreatment.UNCHANGED);
      assertThat(properties.threads().pools().taskScheduler()).isEqualTo(PoolTreatment.YIELD);
      assertThat(properties.threads().pools().quartz()).isEqualTo(PoolTreatment.YIELD);
      assertThat(properties.node().poll()).isEqualTo(Duration.ofSeconds(1));
      assertThat(properties.node().safeModeEndpoint()).isFalse();
      assertThat(properties.node().observe()).isFalse();
      assertHasDefaultPaths(properties.node());
    });
  }

  private static void assertHasDefaultPaths(TemperProperties.Node node) {
    assertThat(node.workloads()).isNull();
    assertThat(node.safeModeFile()).hasToString("/run/temper/safe-mode");
  }

  @Test
  void binding_isRelaxed() {
    runner
        .withPropertyValues(
            "temper.mode=NODE",
            "temper.threads.pools.taskExecutor=LATENCY",
            "temper.threads.groups.reports.treatment=Yield",
            "temper.threads.groups.reports.executors=nightly,hourly")
        .run(context -> {
          var properties = context.getBean(TemperProperties.class);
          assertThat(properties.mode()).isEqualTo(TemperMode.NODE);
          assertThat(properties.threads().pools().taskExecutor()).isEqualTo(PoolTreatment.LATENCY);
          assertThat(properties.threads().groups().get("reports"))
              .isEqualTo(new TemperProperties.Group(Treatment.YIELD, List.of("nightly", "hourly")));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "temper.threads.groups.much-too-long-a-name.treatment=yield, 1 to 12 ASCII letters",
    "temper.mode=driver, driver",
    "temper.node.poll=1ms, 100 ms to 1 minute",
    "temper.node.workloads=workloads.toml, must be an absolute path",
    "temper.node.safe-mode-file=file:/, must be an absolute path of a file",
    "temper.node.safe-mode-file=/run/temper/, must be an absolute path of a file",
    "temper.node.safe-mode-file=/run/temper/., must be an absolute path of a file",
    "temper.node.workloads=/etc/temper/.., must be an absolute path of a file"
  })
  void wrongValue_stopsTheStartAndIsNamed(String setting, String message) {
    runner.withPropertyValues(setting).run(context -> {
      assertThat(context).hasFailed();
      assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(message);
    });
  }

  /** As a variable of Compose or Helm that nobody has given a value. */
  @ParameterizedTest
  @ValueSource(strings = {"node", "planner", "participant"})
  void emptyPaths_areNotSet(String mode) {
    runner
        .withPropertyValues(
            "temper.mode=" + mode, "temper.node.workloads=", "temper.node.safe-mode-file=")
        .run(context ->
            assertHasDefaultPaths(context.getBean(TemperProperties.class).node()));
  }

  @Test
  void pathsOfFiles_areTakenAsTheyAreWritten() {
    runner
        .withPropertyValues(
            "temper.node.workloads=/etc/temper/../workloads.toml",
            "temper.node.safe-mode-file=/run/safe-mode")
        .run(context -> {
          var node = context.getBean(TemperProperties.class).node();
          assertThat(node.workloads()).hasToString("/etc/temper/../workloads.toml");
          assertThat(node.safeModeFile()).hasToString("/run/safe-mode");
        });
  }

  @Test
  void executorInTwoGroups_stopsTheStart() {
    runner
        .withPropertyValues(
            "temper.threads.groups.one.executors=shared",
            "temper.threads.groups.two.executors=shared")
        .run(context -> assertThat(context.getStartupFailure())
            .rootCause()
            .hasMessageContaining("the executor 'shared' is in the groups"));
  }
}

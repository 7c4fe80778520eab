package io.temper.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real agent, which the class path of this module's tests has. */
class HostAgentTest {
  private final HostAgent agent = new HostAgent(
      new AgentJars(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .map(Path::of)
          .toList()));

  @Test
  void check_optionsOfTheDemo_areUnderstood() {
    assertThat(agent.check("demo", List.of())).isZero();
    assertThat(agent.check(
            "demo", List.of("--rounds", "20", "--arms=fifo-full,temper-full", "--changes", "0")))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--rounds=0", "--arms=warp", "--no-such-option", "word", "--chart=r.json"})
  void check_optionThatTheDemoRefuses_isItsExitCode(String option) {
    assertThat(agent.check("demo", List.of(option))).isEqualTo(2);
  }

  @Test
  void check_optionsOfTheBenchmark_areUnderstoodOrRefused() {
    assertThat(agent.check("bench", List.of("--rounds", "3", "--only", "pipe,redis")))
        .isZero();
    assertThat(agent.check("bench", List.of("--only=warp"))).isEqualTo(2);
    assertThat(agent.check("bench", List.of("--clock=sand"))).isEqualTo(2);
  }
}

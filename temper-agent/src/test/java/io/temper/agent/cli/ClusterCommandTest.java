package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterCommandTest {

  /** What an empty name would delete is every DaemonSet of the namespace. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--stop=, '' is no name of a DaemonSet",
        "--stop=a/b, 'a/b' is no name of a DaemonSet",
        "--namespace=, '' is no name of a namespace",
        "--namespace=../x, '../x' is no name of a namespace",
        "--wait=-1, --wait must not be negative: -1",
      })
  void cleanup_wrongInput_asksNobodyAndEndsWith2(String option, String message) {
    var run = CommandRun.of("cluster", "cleanup", "--namespace=temper", option);
    if (option.startsWith("--namespace")) {
      run = CommandRun.of("cluster", "cleanup", option);
    }

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("temper: " + message).hasLineCount(1);
  }

  @Test
  void cleanup_kubeconfigWithoutNamespace_isNotThatOfAPod() {
    var run = CommandRun.of("cluster", "cleanup", "--kubeconfig=no.yaml");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("give --namespace NAME");
  }

  @Test
  void cleanup_kubeconfigThatIsNotThere_isNamed() {
    var run = CommandRun.of("cluster", "cleanup", "--kubeconfig=no.yaml", "--namespace=temper");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("cannot read the kubeconfig no.yaml");
  }
}

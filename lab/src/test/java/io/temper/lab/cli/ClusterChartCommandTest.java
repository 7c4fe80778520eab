package io.temper.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.cluster.ClusterPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusterChartCommandTest {
  private static final Path TESTS =
      Path.of("..", "deploy", "src", "test", "java", "io", "temper", "deploy");

  @Test
  void argv_testsThatAreRun_areAllOfTheChartThatNeedAnApiServer() throws IOException {
    String chosen = argv().stream()
        .filter(word -> word.startsWith("-Dtest="))
        .findFirst()
        .orElseThrow()
        .substring("-Dtest=".length());

    assertThat(chosen.split(",", -1)).containsExactlyInAnyOrderElementsOf(needAnApiServer());
  }

  private static List<String> needAnApiServer() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      return files
          .filter(ClusterChartCommandTest::needsAnApiServer)
          .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
          .toList();
    }
  }

  private static boolean needsAnApiServer(Path file) {
    try {
      return Files.readString(file).contains("\n@NeedsControlPlane\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> argv() {
    return ClusterChartCommand.argv(new ClusterPrograms(
        Map.of("kube-apiserver", Path.of("/k/kube-apiserver")), Path.of("/h/helm")));
  }

  @Test
  void argv_programs_areThoseOfTheVersion() {
    assertThat(argv()).contains("KUBEBUILDER_ASSETS=/k", "HELM=/h/helm");
  }
}

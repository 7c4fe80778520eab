package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentImageTest {
  @TempDir
  private Path folder;

  /** Else the chart would ask a registry for an image. */
  @Test
  void of_theChart_isTheTagThatItInstalls() throws IOException {
    Path chart = Path.of("..", "deploy", "helm", "temper");

    AgentImage image = AgentImage.of(chart);

    assertThat(Files.readString(chart.resolve("Chart.yaml")))
        .contains("appVersion: " + image.stable() + "\n");
    assertThat(image.candidate()).isNotEqualTo(image.stable());
    assertThat(Files.readString(chart.resolve("values.yaml")))
        .contains("    repository: temper\n", "    tag: \"\"\n", "    pullPolicy: IfNotPresent\n");
  }

  @Test
  void of_chartWithoutVersion_isRefused() throws IOException {
    Files.writeString(folder.resolve("Chart.yaml"), "name: temper\n");

    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> AgentImage.of(folder))
        .withMessageContaining("has no appVersion");
  }
}

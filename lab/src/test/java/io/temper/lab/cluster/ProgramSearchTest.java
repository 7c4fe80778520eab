package io.temper.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramSearchTest {
  @TempDir
  private Path folder;

  private Path program(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private ProgramSearch search(Map<String, String> environment) {
    return new ProgramSearch(environment, folder.resolve("cache"));
  }

  @Test
  void kubernetes_assetsBeforePathBeforeCache() throws IOException {
    Path cached = program("cache/kubernetes/1.34.4/kubelet");
    assertThat(search(Map.of()).kubernetes("kubelet", "1.34.4")).contains(cached);
    Path onPath = program("bin/kubelet");
    Map<String, String> path = Map.of("PATH", "/nowhere:" + onPath.getParent());
    assertThat(search(path).kubernetes("kubelet", "1.34.4")).contains(onPath);
    Path asset = program("assets/kubelet");
    Map<String, String> both = Map.of(
        "PATH",
        String.valueOf(onPath.getParent()),
        "KUBEBUILDER_ASSETS",
        String.valueOf(asset.getParent()));
    assertThat(search(both).kubernetes("kubelet", "1.34.4")).contains(asset);
  }

  @Test
  void kubernetes_anotherVersionInTheCache_isNone() throws IOException {
    program("cache/kubernetes/1.33.1/kubelet");
    assertThat(search(Map.of()).kubernetes("kubelet", "1.34.4")).isEmpty();
  }

  @Test
  void kubernetes_fileThatCannotBeRun_isNone() throws IOException {
    Path file = program("cache/kubernetes/1.34.4/kubelet");
    assertThat(file.toFile().setExecutable(false)).isTrue();
    assertThat(search(Map.of()).kubernetes("kubelet", "1.34.4")).isEmpty();
  }

  @Test
  void helm_theVariableWins() throws IOException {
    program("bin/helm");
    Map<String, String> environment =
        Map.of("HELM", "/opt/helm", "PATH", String.valueOf(folder.resolve("bin")));
    assertThat(search(environment).helm()).contains(Path.of("/opt/helm"));
  }

  @Test
  void helm_inTheCache() throws IOException {
    Path cached = program("cache/helm/" + HelmBuild.VERSION + "/helm");
    assertThat(search(Map.of()).helm()).contains(cached);
  }
}

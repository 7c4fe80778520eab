package io.temper.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmProgramTest {
  @TempDir
  private Path home;

  @Test
  void named_wins() throws IOException {
    Path named = program("own/helm-3");
    Path onPath = program("bin/helm");

    assertThat(HelmProgram.find(
            Map.of("HELM", named.toString(), "PATH", onPath.getParent().toString()), home))
        .contains(named);
  }

  @Test
  void namedButNotThere_isNotReplacedByAnother() throws IOException {
    Path onPath = program("bin/helm");

    assertThat(HelmProgram.find(
            Map.of(
                "HELM",
                home.resolve("gone").toString(),
                "PATH",
                onPath.getParent().toString()),
            home))
        .isEmpty();
  }

  @Test
  void onThePath_winsOverTheCache() throws IOException {
    Path onPath = program("bin/helm");
    program(".cache/temper/lab/helm/3.22.0/helm");

    assertThat(HelmProgram.find(Map.of("PATH", "/none:" + onPath.getParent()), home))
        .contains(onPath);
  }

  @Test
  void cache_isThatOfTheLab() throws IOException {
    Path cached = program(".cache/temper/lab/helm/3.22.0/helm");
    Path elsewhere = program("xdg/temper/lab/helm/3.22.0/helm");

    assertThat(HelmProgram.find(Map.of(), home)).contains(cached);
    assertThat(HelmProgram.find(Map.of("XDG_CACHE_HOME", home.resolve("xdg").toString()), home))
        .contains(elsewhere);
  }

  @Test
  void nowhere_isSaidWithEachPlaceAndTheRemedy() {
    assertThat(HelmProgram.find(Map.of("PATH", ""), home)).isEmpty();
    assertThat(HelmProgram.whereFrom(Map.of(), home))
        .contains("HELM", "PATH", home.toString(), "./temper lab cluster tools");
  }

  private Path program(String path) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}

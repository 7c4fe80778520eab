package io.temper.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.host.LabCache;
import io.temper.lab.host.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuildTest {
  @TempDir
  Path folder;

  private void build() throws IOException {
    var facts = new Facts("localhost/temper", "1.0.0", "none", Instant.EPOCH);
    var cache = new LabCache(folder.resolve("cache"), new Progress(System.err));
    new ImageBuild(
            facts, folder.resolve("temper.tar.gz"), folder.resolve("temper.cdx.json"), "", folder)
        .run(Architecture.AMD64, cache, "");
  }

  @Test
  void run_withoutTheArchive_namesItAndBuildsNothing() {
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(this::build)
        .withMessageContaining(folder.resolve("temper.tar.gz").toString())
        .withMessageContaining("-Pimage");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void run_withoutTheBillOfMaterials_namesItAndBuildsNothing() throws IOException {
    Path archive = Files.createFile(folder.resolve("temper.tar.gz"));
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(this::build)
        .withMessageContaining(folder.resolve("temper.cdx.json").toString())
        .withMessageContaining("online");
    assertThat(folder)
        .isDirectoryContaining(archive::equals)
        .isDirectoryNotContaining("glob:**/image");
  }
}

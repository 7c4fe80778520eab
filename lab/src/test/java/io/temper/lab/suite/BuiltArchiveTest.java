package io.temper.lab.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltArchiveTest {
  @TempDir
  private Path folder = Path.of("");

  @Test
  void archive_thatIsNewerThanItsSources_isFound() throws IOException {
    file("temper-dist/src/main/dist/systemd/temper.service", 1);
    Path archive = file("temper-dist/target/temper-1.tar.gz", 2);
    assertThat(find()).contains(new BuiltArchive(archive));
  }

  @Test
  void archive_olderThanASource_isNone() throws IOException {
    file("temper-dist/src/main/dist/systemd/temper.service", 3);
    file("temper-dist/target/temper-1.tar.gz", 2);
    assertThat(find()).isEmpty();
  }

  @Test
  void archive_beforeABuild_isNone() {
    assertThat(find()).isEmpty();
  }

  private Optional<BuiltArchive> find() {
    return BuiltArchive.find(new Workspace(folder));
  }

  private Path file(String name, int second) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000L));
  }
}

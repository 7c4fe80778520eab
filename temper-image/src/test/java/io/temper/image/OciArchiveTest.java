package io.temper.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciArchiveTest {
  private static final Facts FACTS =
      new Facts("localhost/temper", "1.2.3", "", Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir
  private Path folder;

  @Test
  void sameFiles_ofOtherTimesAndInAnotherFolder_giveTheSameBytes() throws Exception {
    Path one = pack(tree("one", "rw-r--r--", Instant.EPOCH), "one.tar");
    Path two = pack(tree("two", "rw-rw----", Instant.parse("2020-02-02T02:02:02Z")), "two.tar");
    assertThat(two).hasSameBinaryContentAs(one);
  }

  @Test
  void otherContent_givesAnotherDigest() throws Exception {
    Path tree = tree("one", "rw-r--r--", Instant.EPOCH);
    Path one = pack(tree, "one.tar");
    Files.writeString(tree.resolve("etc/file"), "changed");
    assertThat(Files.readAllBytes(pack(tree, "two.tar"))).isNotEqualTo(Files.readAllBytes(one));
  }

  private Path tree(String name, String mode, Instant time) throws IOException {
    // The layer carries the folder's own name, which is the same in each build.
    Path tree = Files.createDirectories(folder.resolve(name).resolve("layer"));
    Path file = Files.createDirectories(tree.resolve("etc")).resolve("file");
    Files.writeString(file, "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    Files.setLastModifiedTime(file, FileTime.from(time));
    return tree;
  }

  private Path pack(Path tree, String file) throws IOException {
    Path archive = folder.resolve(file);
    Path cache = Files.createDirectories(folder.resolve("cache-" + file));
    new OciArchive(FACTS, Architecture.ARM64, "").write(List.of(tree), archive, cache);
    return archive;
  }
}

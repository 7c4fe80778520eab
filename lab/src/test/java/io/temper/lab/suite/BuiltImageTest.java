package io.temper.lab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltImageTest {
  @TempDir
  private Path root;

  @BeforeEach
  void tree() throws IOException {
    write("temper-core/pom.xml", 1);
    write("temper-core/src/main/java/A.java", 10);
    write("temper-core/src/test/java/ATest.java", 99);
  }

  private Path write(String name, long seconds) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1_000));
  }

  private BuiltImage newest() {
    return BuiltImage.newest(new Workspace(root));
  }

  @Test
  void newest_isTheOneBuiltLast_andNotTheLastByName() throws IOException {
    Path last = write("temper-image/target/temper-0.1.0-amd64.oci.tar", 30);
    write("temper-image/target/temper-0.2.0-amd64.oci.tar", 20);
    write("temper-image/target/temper-0.2.0-arm64.oci.tar", 40);

    assertThat(newest().file()).isEqualTo(last);
    assertThat(newest().describe()).endsWith(last.toString());
  }

  @Test
  void newest_olderThanASource_saysSo() throws IOException {
    write("temper-image/target/temper-0.1.0-amd64.oci.tar", 30);
    Path source = write("temper-core/src/main/java/B.java", 31);

    assertThat(newest().newer()).contains(source);
    assertThat(newest().describe()).contains("OLDER than " + source, "-Pimage");
  }

  @Test
  void newest_noImage_saysHowToBuildOne() {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(this::newest)
        .withMessageContaining("no image in")
        .withMessageContaining("-Pimage");
  }
}

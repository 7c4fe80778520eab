package io.temper.lab.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltModuleTest {
  @TempDir
  private Path folder = Path.of("");

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  @Test
  void jar_ofAnUnbuiltModule_isNone() {
    assertThat(new BuiltModule(folder).jar()).isEmpty();
  }

  private Path jar(String content) throws IOException {
    Path jar = folder.resolve("target/m-1.jar");
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("A.class"));
      out.write(content.getBytes(StandardCharsets.ISO_8859_1));
    }
    return jar;
  }

  @Test
  void jar_passesOverSourcesAndJavadoc() throws IOException {
    write("target/classes/A.class", "new");
    write("target/m-1-javadoc.jar", "");
    Path jar = jar("new");
    assertThat(new BuiltModule(folder).jar()).contains(jar);
  }

  @Test
  void jar_withOtherClasses_isRefused() throws IOException {
    write("target/classes/A.class", "new");
    jar("old");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> new BuiltModule(folder).jar())
        .withMessageContaining("A.class")
        .withMessageContaining("./mvnw -DskipTests package");
  }

  @Test
  void mentionsTag_onlyTheWholeWord() throws IOException {
    write("target/test-classes/A.class", "..\u0001\u0000\u0007kernels..");
    assertThat(new BuiltModule(folder).mentionsTag()).isFalse();
    write("target/test-classes/sub/B.class", "..\u0001\u0000\u0006kernel..");
    assertThat(new BuiltModule(folder).mentionsTag()).isTrue();
  }

  @Test
  void program_isTheJarAndWhatItRunsWith() throws IOException {
    write("target/classes/A.class", "new");
    write("target/class-path", "/m2/a.jar:/m2/io/temper/core/c.jar\n");
    Path jar = jar("new");
    assertThat(new BuiltModule(folder).program())
        .containsExactly(jar, Path.of("/m2/a.jar"), Path.of("/m2/io/temper/core/c.jar"));
  }

  @Test
  void program_ofAnUnbuiltModule_saysHowToBuild() throws IOException {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> new BuiltModule(folder).program())
        .withMessageContaining("./mvnw -DskipTests package");
    write("target/classes/A.class", "new");
    jar("new");
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> new BuiltModule(folder).program())
        .withMessageContaining("target/class-path")
        .withMessageContaining("./mvnw -DskipTests package");
  }

  @Test
  void libraries_leavesOutTheTreeItself() throws IOException {
    write("target/test.classpath", "/m2/a.jar:/m2/io/temper/core/c.jar:" + folder + "/x/t.jar:/d");
    assertThat(new BuiltModule(folder).libraries(folder)).containsExactly(Path.of("/m2/a.jar"));
  }

  @Test
  void workspace_isFoundFromWithin() throws IOException {
    write("pom.xml", "");
    write("lab/pom.xml", "");
    Path inside = Files.createDirectories(folder.resolve("a/b"));
    assertThat(Workspace.find(inside).root()).isEqualTo(folder);
  }
}

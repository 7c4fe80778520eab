package io.temper.lab.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestFilesTest {
  @TempDir
  private Path folder = Path.of("");

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path staging() throws IOException {
    return Files.createDirectories(folder.resolve("staging"));
  }

  @Test
  void filesOfOneName_areBothThereUnderIt() throws IOException {
    var files = new GuestFiles(staging(), "tests");
    String both = files.addAll(List.of(file("a/x.jar", "a"), file("b/x.jar", "b")));
    assertThat(both).isEqualTo("tests/0/x.jar" + File.pathSeparator + "tests/1/x.jar");
    assertThat(staging().resolve("0/x.jar")).hasContent("a");
    assertThat(staging().resolve("1/x.jar")).hasContent("b");
  }

  @Test
  void fileThatTwoProgramsUse_isThereOnce() throws IOException {
    var files = new GuestFiles(staging(), "tests");
    Path shared = file("a/x.jar", "a");
    assertThat(files.add(shared)).isEqualTo(files.add(shared));
    assertThat(staging().toFile().list()).containsExactly("0");
  }

  @Test
  void folder_comesWithAllThatIsInIt() throws IOException {
    file("classes/io/A.class", "a");
    String name = new GuestFiles(staging(), "tests").add(folder.resolve("classes"));
    assertThat(name).isEqualTo("tests/0/classes");
    assertThat(staging().resolve("0/classes/io/A.class")).hasContent("a");
  }
}

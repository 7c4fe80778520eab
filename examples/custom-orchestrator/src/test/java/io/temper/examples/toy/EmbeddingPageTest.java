package io.temper.examples.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/embedding.md} shows this adapter as it is. After a wanted change run this with {@code
 * GOLDEN_WRITE=true} in the environment and review the difference.
 */
class EmbeddingPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "embedding.md");
  private static final Path MAIN = Path.of("src/main/java/io/temper/examples/toy");
  private static final Path TEST = Path.of("src/test/java/io/temper/examples/toy");

  @Test
  void page_showsTheAdapterAndWhatRunsIt() throws IOException {
    String before = Files.readString(PAGE);
    String expected = before;
    for (String name : List.of("ToyJobs", "ToyDrain", "ToyBoard")) {
      expected = with(expected, name, MAIN);
    }
    expected = with(expected, "ToyNode", TEST);
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  /** What the page promises of it. */
  @Test
  void adapter_hasLessThan150Lines() throws IOException {
    long lines = 0;
    try (var files = Files.newDirectoryStream(MAIN, "*.java")) {
      for (Path file : files) {
        lines += Files.readAllLines(file).size();
      }
    }
    assertThat(lines).isBetween(50L, 149L);
  }

  private static String with(String page, String name, Path folder) throws IOException {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- /" + name + " -->\n";
    assertThat(page).contains(begin, end);
    String code = Files.readString(folder.resolve(name + ".java"));
    return page.substring(0, page.indexOf(begin) + begin.length())
        + "```java\n"
        + code.substring(code.indexOf("/**"))
        + "```\n"
        + page.substring(page.indexOf(end));
  }
}

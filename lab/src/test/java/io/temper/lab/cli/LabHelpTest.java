package io.temper.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The help that the launcher shows of a lab that is not built. After a wanted change run this with {@code
 * GOLDEN_WRITE=true} in the environment and review the difference.
 */
class LabHelpTest {
  private static final Path FOLDER = Path.of("src/main/help");

  static Stream<String> pages() {
    return LabHelp.commands().stream().map(LabHelpTest::pageOf);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_isWhatTheCommandSays(String page) throws IOException {
    Path file = FOLDER.resolve(page);
    String said = helpOf(page);
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, said);
    }
    assertThat(file).hasContent(said);
  }

  @Test
  void folder_holdsThePagesAndNothingElse() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(pages().toList());
    }
  }

  private static String helpOf(String page) {
    return LabHelp.commands().stream()
        .filter(command -> pageOf(command).equals(page))
        .findFirst()
        .orElseThrow()
        .getUsageMessage(Ansi.OFF);
  }

  /** As the launcher makes it of the words of a command line, which begins with the name of the product. */
  private static String pageOf(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-").substring("temper ".length()) + ".txt";
  }
}

package io.temper.agent.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.temper.TemperException;
import io.temper.agent.report.input.InputException;
import io.temper.json.ConfigToml;
import io.temper.json.JsonFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureMessageTest {

  @TempDir
  private Path folder;

  private JsonFormatException twoFaults() throws IOException {
    return faultsOf("mode = 'on'\n[limits]\npolicy = 'no'\n");
  }

  private JsonFormatException faultsOf(String toml) throws IOException {
    var file = Files.writeString(folder.resolve("t.toml"), toml);
    return (JsonFormatException) catchThrowable(() -> ConfigToml.read(file));
  }

  private static List<String> begins(FailureMessage message) {
    return message.lines().stream()
        .map(line -> line.replaceFirst("[^ ]*t\\.toml", "t.toml"))
        .toList();
  }

  @Test
  void faultsOfADocument_haveALineEach() throws IOException {
    var message = FailureMessage.of(twoFaults());
    assertThat(begins(message)).hasSize(2);
    assertThat(begins(message).get(0)).startsWith("t.toml:1:1: mode: ");
    assertThat(begins(message).get(1)).startsWith("t.toml:3:1: limits.policy: ");
    assertThat(message.exitCode()).isEqualTo(ExitCode.FAILURE);
  }

  @Test
  void faultsOfADocumentThatAnOptionNames_eachNameTheOptionAndAreWrongUse() throws IOException {
    var input = new InputException(String.valueOf(twoFaults().getMessage()), twoFaults());
    var message = FailureMessage.of(InputException.in("--config", input));
    assertThat(begins(message)).hasSize(2);
    assertThat(begins(message).get(0)).startsWith("--config: t.toml:1:1: ");
    assertThat(begins(message).get(1)).startsWith("--config: t.toml:3:1: ");
    assertThat(message.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void lineBreakInAValue_beginsNoFault() throws IOException {
    var message = FailureMessage.of(faultsOf("mode = \"on\\ntemper: all is well\"\n"));
    assertThat(message.lines()).hasSize(1);
  }

  @Test
  void linesOfWhateverElse_areOneLine() {
    var message = FailureMessage.of(new TemperException("it ended:\n  a\n  b\n"));
    assertThat(message).isEqualTo(new FailureMessage(List.of("it ended: a b"), ExitCode.FAILURE));
  }

  @Test
  void brokenPipe_isToldNobodyAndIsNoAnswer() {
    var gone = new UncheckedIOException(new IOException("Broken pipe"));
    assertThat(FailureMessage.of(gone)).isEqualTo(new FailureMessage(List.of(), ExitCode.UNREAD));
  }

  @Test
  void errorOfTemper_saysThatItIsOne() {
    assertThat(FailureMessage.of(new IllegalStateException("odd")).lines())
        .containsExactly("internal error: odd; a fault of Temper, not of the input:"
            + " please report what --debug shows");
  }
}

package io.temper.agent.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Console;
import io.temper.agent.cli.console.Environment;
import io.temper.runtime.config.FileConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SocketOptionTest {
  @TempDir
  private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private CliContext context = CliContext.of(Console.ofProcess());

  @BeforeEach
  void listen() {
    context = CliContext.of(new Console(
        InputStream.nullInputStream(), out, err, new Environment(Map.of("LANG", "C"), false)));
  }

  @Test
  void path_configurationWithTwoFaults_isTheUsualOneAndTheDoubtIsSaidOnceInALineOfErrors()
      throws IOException {
    var file = Files.writeString(config(), "lease = 1\nleese = 2\n");
    var option = new SocketOption(file);

    assertThat(option.path(context)).isEqualTo(Path.of(FileConfig.CONTROL_SOCKET));
    assertThat(option.path(context)).isEqualTo(Path.of(FileConfig.CONTROL_SOCKET));

    assertThat(said(err))
        .startsWith("temper: where this host's agent answers is not known: " + file + ":1:")
        .contains(file + ":2:")
        .endsWith(
            "; mend that, or name its --socket; asking at " + FileConfig.CONTROL_SOCKET + "\n")
        .hasLineCount(1);
    assertThat(said(out)).isEmpty();
  }

  @Test
  void path_configurationThatIsRightOrNotThere_isTakenWithoutAWord() throws IOException {
    assertThat(new SocketOption(config()).path(context))
        .isEqualTo(Path.of(FileConfig.CONTROL_SOCKET));
    Files.writeString(config(), "[control]\nsocket = \"/run/other.sock\"\n");
    assertThat(new SocketOption(config()).path(context)).isEqualTo(Path.of("/run/other.sock"));
    assertThat(said(err)).isEmpty();
  }

  @Test
  void path_optionGiven_asksNoConfiguration() throws IOException {
    var option = new SocketOption(Files.writeString(config(), "lease = 1\n"));
    new CommandLine(option).parseArgs("--socket", "/run/mine.sock");

    assertThat(option.path(context)).isEqualTo(Path.of("/run/mine.sock"));
    assertThat(said(err)).isEmpty();
  }

  private Path config() {
    return folder.resolve("temper.toml");
  }

  private static String said(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}

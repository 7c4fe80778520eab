package io.temper.agent.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.cli.TemperCli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.Command;

class ConsoleTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void print_readerOfThePipeWentAway_endsInSilenceAndAnswersNoQuestion() {
    assertThat(printTo(failing("Broken pipe"))).isEqualTo(141);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void print_fullDisk_failsAndSaysWhy() {
    assertThat(printTo(failing("No space left on device"))).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("temper: cannot write the result: No space left on device\n");
  }

  @Test
  void unexpectedException_isOneLineAndCallsItselfAFault() {
    int exitCode = run(OutputStream.nullOutputStream(), () -> {
      throw new IllegalStateException("two\nlines");
    });

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("temper: internal error: two lines; a fault of Temper")
        .hasLineCount(1);
  }

  @Test
  void debug_showsTheStackTrace() {
    int exitCode = run(
        OutputStream.nullOutputStream(),
        () -> {
          throw new IllegalStateException("odd");
        },
        "--debug");

    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("java.lang.IllegalStateException: odd", "\tat io.temper");
  }

  @Test
  @Timeout(60)
  void progress_longerThanPatience_tellsWhatAndHowFar() throws Exception {
    var console = console(OutputStream.nullOutputStream());
    try (var progress = Progress.start(console, "reading pods", Duration.ofMillis(1));
        var in = progress.counting(InputStream.nullInputStream())) {
      assertThat(in.read()).isEqualTo(-1);
      while (!err.toString(StandardCharsets.UTF_8).contains("s)\n")) {
        Thread.onSpinWait();
      }
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .matches("(?s)temper: still reading pods \\(\\d+ s\\)\n.*");
  }

  @Test
  void progress_shorterThanPatience_isSilent() {
    try (var progress = Progress.start(console(OutputStream.nullOutputStream()), "waiting")) {
      assertThat(progress.during(() -> 42)).isEqualTo(42);
    }
    assertThat(err.size()).isZero();
  }

  private int printTo(OutputStream out) {
    var console = console(out);
    return run(console, () -> {
      console.print("a line");
      return 0;
    });
  }

  private int run(OutputStream out, Callable<Integer> action, String... options) {
    return run(console(out), action, options);
  }

  private static int run(Console console, Callable<Integer> action, String... options) {
    var args = new String[options.length + 1];
    args[0] = "act";
    System.arraycopy(options, 0, args, 1, options.length);
    var cli = new TemperCli(CliContext.of(console), List.of(new Act(action)), () -> "0");
    return cli.run(args);
  }

  private Console console(OutputStream out) {
    return new Console(
        InputStream.nullInputStream(), out, err, new Environment(Map.of("LANG", "C.UTF-8"), false));
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Command(name = "act")
  private record Act(Callable<Integer> action) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return action.call();
    }
  }
}

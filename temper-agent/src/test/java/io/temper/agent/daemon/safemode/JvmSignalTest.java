package io.temper.agent.daemon.safemode;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.JavaProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmSignalTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"40, true", "12, false", "11, false", "65, false", "'', false", "many, false"})
  void variable_countsIfTheJvmTakesIt(String value, boolean elsewhere) {
    assertThat(JvmSignal.isElsewhere(Map.of("_JAVA_SR_SIGNUM", value))).isEqualTo(elsewhere);
  }

  /** Works until the flight recorder has sent it signals, or ends after a while. */
  static final class Recorded {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static volatile long work;

    private Recorded() {}

    /** Ends with 0 if safe mode would go on, 1 if it would have ended, 2 if no signal came. */
    public static void main(String[] args) {
      var left = new AtomicInteger();
      var signals = new UserSignals(Signals::handle);
      signals.listen(() -> {}, left::incrementAndGet, () -> {});
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (signals.problems().isEmpty() && left.get() == 0 && System.nanoTime() < end) {
        work = work * 31 + 1;
      }
      System.exit(left.get() > 0 ? 1 : signals.problems().isEmpty() ? 2 : 0);
    }
  }

  @Test
  void flightRecorder_doesNotEndSafeMode() throws Exception {
    List<String> command = new ArrayList<>(JavaProgram.command(Recorded.class));
    command.add(1, "-XX:StartFlightRecording:settings=profile,filename=" + folder.resolve("x.jfr"));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
  }
}

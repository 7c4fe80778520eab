package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lab.host.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guest makes of its CPUs' timers, by the functions of its own script, without a guest. */
class TimerProofTest {
  private static final Pattern FUNCTIONS = Pattern.compile(
      "^prove_timer\\(\\).*?^prove_timers\\(\\).*?^}$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir
  private Path cpus = Path.of("");

  @BeforeEach
  void threeCpusOneOfThemOffline() throws IOException {
    Files.createDirectory(cpus.resolve("cpufreq"));
    Files.createDirectory(cpus.resolve("cpu0"));
    Files.writeString(Files.createDirectory(cpus.resolve("cpu1")).resolve("online"), "1\n");
    Files.writeString(Files.createDirectory(cpus.resolve("cpu2")).resolve("online"), "0\n");
  }

  private String unproven(String taskset) throws IOException, InterruptedException {
    Matcher functions =
        FUNCTIONS.matcher(new String(Resources.bytes("guest/stage2"), StandardCharsets.UTF_8));
    assertThat(functions.find()).isTrue();
    String script = functions.group() + "\n" + taskset + "\nprove_timers \"$0\"";
    var bash = new ProcessBuilder("bash", "-c", script, cpus.toString())
        .redirectErrorStream(true)
        .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    bash.waitFor();
    return said;
  }

  @Test
  void cpusThatWakeASleeper_leaveNothingToTell() throws IOException, InterruptedException {
    assertThat(unproven("taskset() { [ \"$1 $3 $4\" = '--cpu-list sleep 0.01' ]; }"))
        .isEmpty();
  }

  @Test
  void cpuThatIsRefused_isToldInWords_andOneThatIsOfflineIsNotAsked()
      throws IOException, InterruptedException {
    assertThat(unproven("taskset() { echo 'Invalid argument' >&2; [ \"$2\" = 0 ]; }"))
        .isEqualTo("CPU 1: Invalid argument;\n");
  }

  @Test
  void missingTaskset_isNoProof() throws IOException, InterruptedException {
    assertThat(unproven("unset PATH; cat() { echo 1; }"))
        .contains("CPU 0: ", "CPU 1: ", "taskset")
        .contains("No such file or directory");
  }
}

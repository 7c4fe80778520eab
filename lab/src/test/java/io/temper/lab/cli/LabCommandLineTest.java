package io.temper.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.Lab;
import io.temper.lab.LabException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LabCommandLineTest {
  private final StringWriter err = new StringWriter();

  private int execute(String... arguments) {
    return Lab.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
  }

  @ParameterizedTest
  @CsvSource({"512m, 512", "2g, 2048", "1G, 1024"})
  void memory_units(String text, int mib) {
    assertThat(MachineOptions.memoryMib(text)).isEqualTo(mib);
  }

  @ParameterizedTest
  @CsvSource({"90s, 90", "10m, 600", "1h, 3600"})
  void time_units(String text, long seconds) {
    assertThat(MachineOptions.time(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "-1g", "g", "2t", "99999999g"})
  void memory_rubbish_isNamed(String text) {
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> MachineOptions.memoryMib(text))
        .withMessageContaining("'" + text + "'");
  }

  /** A list of commands shows the first line of each description, and nothing else of it. */
  @Test
  void commands_firstLineOfTheDescription_isAWholeSentence() {
    assertThat(LabHelp.commands()).hasSizeGreaterThan(15).allSatisfy(command -> assertThat(
            command.getCommandSpec().usageMessage().description()[0])
        .endsWith("."));
  }

  @Test
  void soak_needsATime() {
    assertThat(SoakCommand.time(1, 30)).isEqualTo(Duration.ofMinutes(90));
    assertThatExceptionOfType(LabException.class)
        .isThrownBy(() -> SoakCommand.time(0, 0))
        .withMessageContaining("--hours N")
        .withMessageContaining("--minutes N");
  }

  @Test
  void nightly_unknownRow_isNamed() {
    assertThat(execute("nightly", "--rows", "1,99")).isEqualTo(Lab.LAB_FAILED);
    assertThat(err.toString()).contains("--rows '99' is no row of the matrix").contains("17, a");
  }

  @Test
  void noCommand_isUsage() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString())
        .contains("kernels, setup, run, test, nightly, matrix, soak, mutate, fuzz or cluster");
  }

  @Test
  void cluster_withoutCommand_isUsage() {
    assertThat(execute("cluster")).isEqualTo(2);
    assertThat(err.toString()).contains("tools, up, test or chart");
  }

  @Test
  void clusterTest_unknownStep_isNamedAndNothingBoots() {
    assertThat(execute("cluster", "test", "--steps", "install,dance")).isEqualTo(Lab.LAB_FAILED);
    assertThat(err.toString()).contains("'dance' is no step").contains("safe-mode");
  }

  @Test
  void clusterTest_noChart_isNamedAndNothingBoots() {
    assertThat(execute("cluster", "test", "--chart", "/nowhere")).isEqualTo(Lab.LAB_FAILED);
    assertThat(err.toString()).contains("no Helm chart in /nowhere");
  }

  @ParameterizedTest
  @CsvSource({"'', 90", "--long, 240", "--long --timeout=20m, 20", "--timeout=2h, 120"})
  void clusterTest_time_fitsTheFormUnlessGiven(String options, long minutes) {
    CommandLine lab = Lab.commandLine();
    lab.parseArgs(("cluster test " + options).strip().split(" ", -1));
    ClusterTestCommand command = subcommand(subcommand(lab, "cluster"), "test").getCommand();

    assertThat(command.timeLimit()).isEqualTo(Duration.ofMinutes(minutes));
  }

  private static CommandLine subcommand(CommandLine parent, String name) {
    return Objects.requireNonNull(parent.getSubcommands().get(name), name);
  }

  @Test
  void clusterTest_imageThatTheNodeWouldNotImport_isNamedAndNothingBoots() {
    assertThat(execute("cluster", "test", "--agent-image", "agent.tar.gz"))
        .isEqualTo(Lab.LAB_FAILED);
    assertThat(err.toString()).contains("the image agent.tar.gz is no archive").contains(".tar");
    assertThat(execute("cluster", "test", "--agent-image", "/nowhere.tar"))
        .isEqualTo(Lab.LAB_FAILED);
    assertThat(err.toString()).contains("the image /nowhere.tar does not exist");
  }

  @Test
  void clusterUp_imageThatTheNodeWouldNotImport_isNamedAndNothingBoots() {
    assertThat(execute("cluster", "up", "--image", "agent.oci")).isEqualTo(Lab.LAB_FAILED);
    assertThat(err.toString()).contains("the image agent.oci is no archive");
  }

  @Test
  void clusterTools_noVersion_isNamedAndNothingIsBuilt() {
    assertThat(execute("cluster", "tools", "--kubernetes", "newest")).isEqualTo(Lab.LAB_FAILED);
    assertThat(err.toString()).contains("'newest' is no version of Kubernetes");
  }

  @Test
  void run_withoutCommand_isUsage() {
    assertThat(execute("run", "--kernel", "6.18")).isEqualTo(2);
    assertThat(err.toString()).contains("CMD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cpus=3,smt=2 | do not divide",
        "--memory=lots | no size",
        "--timeout=0s | longer than nothing",
        "--accel=warp | none of auto, kvm and tcg",
        "--payload=/does/not/exist | does not exist",
        "--memory=64m | at least 256 MiB"
      })
  void run_badOption_isTheLabsFailureAndSaysWhy(String option, String message) {
    assertThat(execute("run", option, "--", "true")).isEqualTo(Lab.LAB_FAILED);
    assertThat(err.toString()).startsWith("temper lab: ").contains(message);
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void run_icountWithKvm_isRefused() {
    assertThat(execute("run", "--icount", "--accel=kvm", "--", "true")).isEqualTo(Lab.LAB_FAILED);
    assertThat(err.toString()).contains("--icount");
  }

  @Test
  void demo_help_namesMachineOptionsAndWhereTheOthersAre() {
    var out = new StringWriter();
    assertThat(Lab.commandLine().setOut(new PrintWriter(out, true)).execute("demo", "--help"))
        .isZero();
    assertThat(out.toString())
        .contains("--kernel", "--cpus", "Default: 40m", "--rounds", "temper help demo");
  }
}

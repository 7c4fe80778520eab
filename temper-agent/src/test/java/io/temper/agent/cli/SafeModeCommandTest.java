package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.agent.CommandRun;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Console;
import io.temper.agent.cli.console.Environment;
import io.temper.agent.daemon.RunningAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code temper safe-mode on} while no agent runs, on a host where one may have left its scheduler. */
class SafeModeCommandTest {
  @TempDir
  Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void withoutAnAgent_whatWasLeftUnderALeaseIsEnded() {
    var host = new LeftHost(true, () -> true);
    assertThat(on(host)).isZero();
    assertThat(host.isInCharge()).isFalse();
    assertThat(said(out))
        .contains("no agent answers", "will not attach")
        .contains("the scheduler that was left in " + LeftHost.DIRECTORY + " is ended");
    assertThat(file()).exists();
  }

  @Test
  void withoutAnAgent_andNothingLeft_theFileIsAllThatIsSaid() {
    assertThat(on(LeftHost.STOCK)).isZero();
    assertThat(said(out)).endsWith("is there now, so one that starts will not attach\n");
  }

  @Test
  void withoutAnAgent_aFileThatCannotBeMadeKeepsNobodyFromEndingWhatWasLeft() throws Exception {
    var host = new LeftHost(true, () -> true);
    var file = placeOfNoFile();
    assertThat(run(host, args("--file", file))).isEqualTo(1);
    assertThat(host.isInCharge()).isFalse();
    assertThat(said(out)).isEmpty();
    assertThat(said(err))
        .contains("no agent answers", "cannot write " + file + ": ")
        .contains("make it by hand, as a user who may, or one that starts attaches")
        .contains("the scheduler that was left in " + LeftHost.DIRECTORY + " is ended");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", ".", "..", "run/..", "/run/temper/"})
  void fileThatCanOnlyBeADirectory_isWrongUseAndNothingIsPromised(String slip) {
    for (String wish : List.of("on", "off")) {
      assertThat(run(LeftHost.STOCK, "safe-mode", wish, "--file", slip)).isEqualTo(2);
    }
    assertThat(said(out)).isEmpty();
    assertThat(said(err)).contains("'--file': '" + slip + "' can only be a directory: name a file");
  }

  @Test
  void withoutAnAgent_aDirectoryThatTheOptionNamesIsRefusedAndWhatWasLeftIsEnded() {
    var host = new LeftHost(true, () -> true);
    assertThat(run(host, args("--file", folder.toString()))).isEqualTo(1);
    assertThat(host.isInCharge()).isFalse();
    assertThat(said(out)).isEmpty();
    assertThat(said(err))
        .contains("--file is a directory, " + folder + ": name the file that the agent looks for")
        .contains("or one that starts attaches", "is ended");
  }

  @Test
  void withoutAnAgent_aDirectoryInThePlaceOfTheConfigurationAsks() throws Exception {
    Files.createDirectory(file());
    assertThat(run(LeftHost.STOCK, "safe-mode", "on", "--config", configuration()))
        .isZero();
    assertThat(said(out)).contains(file() + " is there now, so one that starts will not attach");
  }

  @Test
  void withoutAnAgent_andWithoutAFile_whatGoesOnIsSaidAsWell() throws Exception {
    var host = new LeftHost(true, () -> false);
    assertThat(run(host, args("--file", placeOfNoFile()))).isEqualTo(1);
    assertThat(said(err)).contains("attaches; and Temper's scheduler is still in charge", "rm -r ");
  }

  @Test
  void withAnAgent_noFileIsNeeded() throws Exception {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      var socket = configuredSocket().toString();
      assertThat(
              run(LeftHost.STOCK, "safe-mode", "on", "--socket", socket, "--file", placeOfNoFile()))
          .isZero();
      agent.await("safe-mode");
    }
  }

  @Test
  void withoutAnAgent_whatGoesOnIsAFailureWithTheRemedy() {
    assertThat(on(new LeftHost(true, () -> false))).isEqualTo(1);
    assertThat(said(err))
        .contains("will not attach; but Temper's scheduler is still in charge")
        .contains("a living process has it, or it was not left in " + LeftHost.DIRECTORY)
        .contains("rm -r " + LeftHost.DIRECTORY);
    assertThat(file()).exists();
  }

  @Test
  void withoutAnAgent_whatMayNotBeEndedIsAFailureWithTheReason() {
    assertThat(on(new LeftHost(true, failing(new TemperException("this process lacks CAP_BPF")))))
        .isEqualTo(1);
    assertThat(said(err)).contains("still in charge: this process lacks CAP_BPF", "rm -r ");
    assertThat(file()).exists();
  }

  @Test
  void withoutAnAgent_onAHostWithoutLibbpf_theFileIsMadeAllTheSame() {
    BooleanSupplier withoutLibbpf = () -> {
      throw new UnsatisfiedLinkError("no libbpf.so.1");
    };
    assertThat(on(new LeftHost(false, withoutLibbpf))).isZero();
    assertThat(said(out)).contains("will not attach", "stays there: no libbpf.so.1");
    assertThat(said(err)).isEmpty();
    assertThat(file()).exists();
  }

  @Test
  void withoutAnAgent_aConfigurationThatCannotBeReadIsSaidWhereItMatters() {
    assertThat(on(new LeftHost(true, () -> false), "--config", "broken.toml")).isEqualTo(1);
    assertThat(said(err)).contains("(broken.toml:", "rm -r ");
  }

  @Test
  void onThisHost_aBrokenConfigurationKeepsNobodyFromTheFile() throws Exception {
    var broken = Files.writeString(folder.resolve("broken.toml"), "lease = 1");
    var run = CommandRun.of(args("--config", broken.toString()));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("no agent answers", "will not attach");
    assertThat(file()).exists();
  }

  @Test
  void withoutOptions_theConfigurationSaysWhereTheFileIs() throws Exception {
    assertThat(run(LeftHost.STOCK, "safe-mode", "on", "--config", configuration()))
        .isZero();
    assertThat(said(out)).contains("at " + configuredSocket(), file() + " is there now");
    assertThat(file()).exists();

    assertThat(run(LeftHost.STOCK, "safe-mode", "off", "--config", configuration()))
        .isZero();
    assertThat(file()).doesNotExist();
  }

  @Test
  void withoutOptions_theConfigurationSaysWhereTheAgentAnswers() throws Exception {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      assertThat(run(LeftHost.STOCK, "safe-mode", "on", "--config", configuration()))
          .isZero();
      assertThat(agent.await("safe-mode").state().reason()).isNotEmpty();
    }
    assertThat(said(out)).contains("the stock scheduler is in charge");
  }

  @Test
  void whereTheConfigurationCannotBeRead_allIsTriedAndNothingPromised() throws Exception {
    var broken = Files.writeString(folder.resolve("broken.toml"), "lease = 1").toString();
    var host = new LeftHost(true, () -> true);
    var file = file().toString();
    assertThat(run(host, "safe-mode", "on", "--file", file, "--config", broken)).isEqualTo(2);
    assertThat(host.isInCharge()).isFalse();
    assertThat(file()).exists();
    assertThat(said(out)).isEmpty();
    assertThat(said(err))
        .doesNotContain("will not attach")
        .contains(file + " is there now, where one that starts may not look")
        .contains("is ended")
        .contains("where this host's agent looks is not known: " + broken + ":1:")
        .contains("name its --socket and its --file");

    assertThat(run(host, "safe-mode", "off", "--file", file, "--config", broken))
        .isEqualTo(2);
    assertThat(said(err)).contains(file + " is removed; no agent answers", "is not known");
  }

  /** Below a file, where not even root makes one. */
  private String placeOfNoFile() throws IOException {
    return Files.writeString(folder.resolve("plain"), "").resolve("safe-mode").toString();
  }

  private String configuration() throws IOException {
    var text = "[safe_mode]\nfile = \"" + file() + "\"\n[control]\nsocket = \"" + configuredSocket()
        + "\"\n";
    return Files.writeString(folder.resolve("temper.toml"), text).toString();
  }

  /** That of an agent in this folder. */
  private Path configuredSocket() {
    return folder.resolve("run/control.sock");
  }

  private static BooleanSupplier failing(RuntimeException failure) {
    return () -> {
      throw failure;
    };
  }

  private Path file() {
    return folder.resolve("safe-mode");
  }

  private String[] args(String... options) {
    var args = new ArrayList<>(List.of("safe-mode", "on"));
    args.addAll(List.of("--socket", folder.resolve("control.sock").toString()));
    args.addAll(List.of(options));
    if (!args.contains("--file")) {
      args.addAll(List.of("--file", file().toString()));
    }
    return args.toArray(new String[0]);
  }

  private int on(LeftHost host, String... options) {
    return run(host, args(options));
  }

  private int run(LeftHost host, String... args) {
    var console = new Console(
        InputStream.nullInputStream(), out, err, new Environment(Map.of("LANG", "C"), false));
    var context = CliContext.of(console);
    return new TemperCli(context, List.of(new SafeModeCommand(context, host::left)), () -> "0")
        .run(args);
  }

  private static String said(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}

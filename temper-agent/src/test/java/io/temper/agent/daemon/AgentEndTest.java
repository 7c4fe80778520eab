package io.temper.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.demo.node.Await;
import io.temper.testkit.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the process of an agent ends, whatever hangs in it. */
class AgentEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TERMINATED = 128 + 15;

  @TempDir
  Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void killAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void safeModeWhileEndingTheSchedulerHangs_endsTheProcess() throws Exception {
    Process agent = start("end");
    awaitInAudit("\"to\":\"enforcing\"");
    Files.writeString(folder.resolve("safe-mode"), "now");
    assertThat(exitCode(agent)).isEqualTo(HangingAgent.FAILED);
    assertThat(audit()).contains("\"change\":\"ended\"", "ending the scheduler hangs");
  }

  @Test
  void termWhileEndingTheSchedulerHangs_endsTheProcess() throws Exception {
    Process agent = start("end");
    awaitInAudit("\"to\":\"enforcing\"");
    agent.destroy();
    assertThat(exitCode(agent)).isEqualTo(HangingAgent.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attach", "start"})
  void termWhileItHangs_endsTheProcess(String hangs) throws Exception {
    Process agent = start(hangs);
    awaitInAudit("\"change\":\"started\"");
    agent.destroy();
    assertThat(exitCode(agent)).isEqualTo(TERMINATED);
    assertThat(audit()).contains("\"change\":\"ended\"", "told to end");
  }

  @Test
  void term_leavesNoWishForSafeMode() throws Exception {
    Process agent = start("nothing");
    awaitInAudit("\"to\":\"enforcing\"");
    agent.destroy();
    assertThat(exitCode(agent)).isEqualTo(TERMINATED);
    assertThat(audit()).doesNotContain("safe-mode").contains("\"change\":\"ended\"");
    assertThat(folder.resolve("lib/safe-mode.json")).doesNotExist();
  }

  @Test
  void twoAgentsAtTheSameInstant_exactlyOneServes() throws Exception {
    for (int round = 0; round < 3; round++) {
      Process one = start("nothing");
      Process other = start("nothing");
      Await.until(
          PATIENCE,
          () -> one.isAlive() != other.isAlive(),
          () -> "both agents run, or both have ended: " + log());
      Process winner = one.isAlive() ? one : other;
      Await.until(
          PATIENCE, () -> Files.exists(folder.resolve("control.sock")), () -> "nobody serves");
      assertThat(winner.isAlive()).isTrue();
      assertThat(log()).contains("another agent serves");
      winner.destroyForcibly().waitFor();
    }
  }

  private Process start(String hangs) throws IOException {
    var log = ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile());
    var process = new ProcessBuilder(
            JavaProgram.command(HangingAgent.class, folder.toString(), hangs))
        .redirectOutput(log)
        .redirectError(log)
        .start();
    started.add(process);
    return process;
  }

  private int exitCode(Process agent) throws InterruptedException {
    assertThat(agent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("it ends")
        .isTrue();
    return agent.exitValue();
  }

  private void awaitInAudit(String text) {
    Await.until(
        PATIENCE, () -> audit().contains(text), () -> text + " is not in " + audit() + log());
  }

  private String audit() {
    return textOf("audit.jsonl");
  }

  private String log() {
    return textOf("log");
  }

  private String textOf(String name) {
    try {
      return Files.exists(folder.resolve(name)) ? Files.readString(folder.resolve(name)) : "";
    } catch (IOException e) {
      return "";
    }
  }
}

package io.temper.agent.daemon;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.control.ControlClient;
import io.temper.agent.json.CgroupExplanationJson;
import io.temper.agent.report.agent.StatusReport;
import io.temper.agent.report.input.InputException;
import io.temper.observe.SchedulerExit;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAgentTest {
  private static final SchedulerExit SYSRQ = SchedulerExit.of(67, 0, "disabled by sysrq-S", "", "");

  @TempDir
  Path folder;

  private RunningAgent running;

  @BeforeEach
  void setUp() {
    running = new RunningAgent(folder);
    running.runs(inTier("web", Tier.HIGH, 1000));
  }

  @AfterEach
  void tearDown() {
    running.close();
  }

  @Test
  void start_enforcesWhatRuns() {
    running.start();
    StatusReport report = running.await("enforcing");
    assertThat(report.work().generation()).isEqualTo(1);
    assertThat(report.layers()).contains(new StatusReport.LayerLine("high", "grouped", 1));
    assertThat(report.agent().pid()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void information_isNoProblem() {
    running.information = () -> List.of("no control group matches /batch/* now");
    running.start();
    StatusReport report = running.await("enforcing");
    assertThat(report.notes()).containsExactly("no control group matches /batch/* now");
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void newMember_isEnforcedWithoutAttachingAgain() {
    running.start();
    running.await("enforcing");
    running.runs(inTier("web", Tier.HIGH, 1000), inTier("api", Tier.HIGH, 10));
    running.await(report -> report.work().generation() == 2, "at generation 2");
    assertThat(running.host.attachments()).isEqualTo(1);
  }

  @Test
  void close_returnsTheHostToItsStockScheduler() {
    running.start();
    running.await("enforcing");
    running.close();
    assertThat(running.host.inForce()).isEmpty();
    assertThat(running.socket()).doesNotExist();
  }

  @Test
  void safeModeFile_endsAndItsRemovalBeginsAgain() throws IOException {
    running.start();
    running.await("enforcing");
    running.askForSafeMode("upgrade of the fleet\nmore\n");
    StatusReport report = running.await("safe-mode");
    running.awaitStockScheduler();
    assertThat(report.state().reason())
        .contains("file", "upgrade of the fleet")
        .doesNotContain("more");
    Files.delete(running.safeModeFile());
    running.await("enforcing");
  }

  @Test
  void safeModeFile_thereBefore_nothingIsEverAttached() throws IOException {
    Files.createDirectories(running.safeModeFile().getParent());
    Files.createFile(running.safeModeFile());
    running.start();
    running.await("safe-mode");
    assertThat(running.host.attachments()).isZero();
  }

  @Test
  void safeModeByCommand_outlivesTheAgent() {
    running.start();
    running.await("enforcing");
    var client = new ControlClient(running.socket());
    client.safeMode(Command.SAFE_MODE_ON, "look into it");
    assertThat(running.host.inForce()).isEmpty();
    running.restart();
    assertThat(running.await("safe-mode").safeMode())
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).isEqualTo("look into it"))
        .satisfies(one -> assertThat(one.by()).isEqualTo(System.getProperty("user.name")));
    assertThat(running.host.attachments()).isEqualTo(1);
    client.safeMode(Command.SAFE_MODE_OFF, "");
    assertThat(folder.resolve("lib/safe-mode.json"))
        .as("told only once it is on the disk")
        .doesNotExist();
    running.await("enforcing");
  }

  @Test
  void sysRq_outlivesTheAgent() {
    running.start();
    running.await("enforcing");
    running.host.eject(SYSRQ);
    running.await("safe-mode");
    running.restart();
    assertThat(running.await("safe-mode").safeMode().get(0).source()).isEqualTo("kernel");
    assertThat(running.host.attachments()).isEqualTo(1);
  }

  @Test
  void safeModeOff_doesNotOverruleTheFile() throws IOException {
    running.start();
    Files.createFile(running.safeModeFile());
    running.await("safe-mode");
    assertThat(new ControlClient(running.socket()).safeMode(Command.SAFE_MODE_OFF, ""))
        .contains("goes on", "file");
    assertThat(running.host.inForce()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ half", "", "{}", "null", "[]", "[7]"})
  void keptRequestsThatCannotBeRead_countAsARequest(String text) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib/safe-mode.json"), text);
    running.start();
    assertThat(running.await("safe-mode").state().reason()).contains("safe-mode.json");
    assertThat(running.host.attachments()).isZero();
  }

  @Test
  void safeMode_worksWhileTheSourceHangs() throws IOException {
    running.start();
    running.await("enforcing");
    var never = new CountDownLatch(1);
    running.workloads = () -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new TemperException("the test is over");
    };
    Files.createFile(running.safeModeFile());
    running.await("safe-mode");
    running.awaitStockScheduler();
    never.countDown();
  }

  @Test
  void secondAgent_isRefusedAndTheFirstGoesOn() {
    running.start();
    running.await("enforcing");
    try (var second = new RunningAgent(folder)) {
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(second::start)
          .withMessageContaining("another agent serves");
      assertThat(second.host.attachments()).isZero();
    }
    running.await("enforcing");
  }

  @Test
  void explain_isAnsweredFromWhatWasPublished() {
    running.start();
    running.await("enforcing");
    var web = inTier("web", Tier.HIGH, 1000).cgroup().orElseThrow();
    var answer = CgroupExplanationJson.read(new ControlClient(running.socket()).explain(web));
    assertThat(Objects.requireNonNull(answer.owner()).name()).isEqualTo("test/web");
    var kernel = Objects.requireNonNull(answer.kernel());
    assertThat(kernel.layer()).isEqualTo("high");
    assertThat(kernel.since()).isEqualTo(1);
    assertThat(answer.agent().state()).isEqualTo("enforcing");
  }

  @Test
  void explain_whileTheSourceHangs_isAnswered() {
    running.start();
    running.await("enforcing");
    var never = new CountDownLatch(1);
    running.workloads = () -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new TemperException("the test is over");
    };
    new ControlClient(running.socket()).safeMode(Command.SAFE_MODE_ON, "");
    var answer = CgroupExplanationJson.read(
        new ControlClient(running.socket()).explain(new CgroupPath("/")));
    assertThat(answer.agent().state()).isEqualTo("safe-mode");
    assertThat(answer.kernel()).isNull();
    never.countDown();
  }

  @Test
  void everyChange_isInTheAuditLog() throws IOException {
    running.start();
    running.await("enforcing");
    running.askForSafeMode("why not");
    // The status has it at once; who asked, and what the loop made of it, is written down later.
    running.awaitAudited("why not", "\"to\":\"safe-mode\"");
    running.close();
    List<String> lines = Files.readAllLines(folder.resolve("log/audit.jsonl"));
    assertThat(lines).anyMatch(line -> line.contains("\"to\":\"enforcing\""));
    assertThat(lines)
        .anyMatch(line -> line.contains("\"change\":\"on\"") && line.contains("why not"));
    assertThat(lines)
        .anyMatch(line ->
            line.contains("\"from\":\"enforcing\"") && line.contains("\"to\":\"safe-mode\""));
    assertThat(running.ends).hasValue(0);
  }

  @Test
  void startAndEnd_areInTheAuditLogAndNoWishForSafeMode() throws IOException {
    running.start();
    running.await("enforcing");
    running.close();
    List<String> lines = Files.readAllLines(folder.resolve("log/audit.jsonl"));
    assertThat(lines.get(0)).contains("\"change\":\"started\"", "1.2.3", "\"source\":\"a test\"");
    assertThat(lines)
        .anyMatch(line -> line.contains("\"change\":\"ended\"") && line.contains("told to end"));
    assertThat(String.join("\n", lines)).doesNotContain("safe-mode");
    assertThat(folder.resolve("lib/safe-mode.json")).doesNotExist();
  }

  @Test
  void startThatFails_isInTheAuditLogAndNothingRunsOn() throws IOException {
    running.atSignal = name -> {
      throw new OutOfMemoryError("injected");
    };
    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(running::start);
    assertThat(Files.readString(folder.resolve("log/audit.jsonl")))
        .contains("\"change\":\"ended\"", "could not be started", "injected");
    assertThat(running.socket()).doesNotExist();
    running.atSignal = name -> {};
    running.restart();
    running.await("enforcing");
  }

  @Test
  void signals_enterAndLeaveSafeMode() {
    running.start();
    running.await("enforcing");
    running.signal("USR1");
    assertThat(running.host.inForce()).isEmpty();
    assertThat(running.await("safe-mode").state().reason()).contains("signal");
    running.signal("USR2");
    running.await("enforcing");
  }

  @Test
  void requestsOfBeforeAndSignals_areInForceBeforeAnybodyCanAsk() {
    running.start();
    new ControlClient(running.socket()).safeMode(Command.SAFE_MODE_ON, "of before");
    List<String> early = new ArrayList<>();
    running.atSignal = name -> {
      early.add(name + " " + Files.exists(running.socket()));
      if (name.equals("USR1")) {
        running.signal(name);
      }
    };
    running.restart();
    assertThat(early).containsExactly("USR1 false", "USR2 false", "HUP false");
    running.atSignal = name -> {};
    running.restart();
    assertThat(running.await("safe-mode").safeMode())
        .extracting(StatusReport.Request::source)
        .containsExactly("signal", "command");
    assertThat(running.host.attachments()).isLessThanOrEqualTo(1);
  }

  @Test
  void signalThatThisJavaCannotHear_isSaidAndEverythingElseWorks() {
    running.atSignal = name -> {
      if (name.equals("USR2")) {
        throw new TemperException("this Java cannot hear SIGUSR2");
      }
    };
    running.start();
    assertThat(running.await("enforcing").problems())
        .anyMatch(problem -> problem.contains("cannot hear SIGUSR2"));
  }

  @Test
  void closeWhileTheStartHangs_endsAndNothingIsEverAttached() throws Exception {
    var hangs = new CountDownLatch(1);
    var reached = new CountDownLatch(1);
    running.atSignal = name -> {
      reached.countDown();
      try {
        hangs.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    };
    var starting = CompletableFuture.runAsync(running::start);
    reached.await();
    running.close();
    hangs.countDown();
    assertThat(starting.handle((done, failure) -> failure).get())
        .rootCause()
        .hasMessageContaining("ended while it started");
    assertThat(running.host.attachments()).isZero();
    assertThat(running.socket()).doesNotExist();
  }
}

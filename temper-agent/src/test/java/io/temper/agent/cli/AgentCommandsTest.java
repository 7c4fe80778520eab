package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Console;
import io.temper.agent.cli.console.Environment;
import io.temper.agent.daemon.RunningAgent;
import io.temper.agent.json.JsonSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code temper status} and {@code temper safe-mode} beside an agent, and without one. */
class AgentCommandsTest {
  @TempDir
  Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void status_enforcing_is0() {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      assertThat(run("status")).isZero();
      assertThat(text()).startsWith("enforcing for").contains("generation 1", "agent 1.2.3");
    }
  }

  @Test
  void status_json_isTheAgentsDocument() {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      assertThat(run("status", "-o", "json")).isZero();
      assertThat(text()).contains("\"kind\" : \"AgentStatus\"", "\"name\" : \"enforcing\"");
    }
  }

  @Test
  void safeMode_onAndOff_changeTheStatus() {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      assertThat(run("safe-mode", "on", "--reason", "upgrade")).isZero();
      assertThat(text()).contains("the stock scheduler is in charge");
      agent.await("safe-mode");
      assertThat(run("status")).isEqualTo(1);
      assertThat(text()).contains("safe-mode for", "upgrade");
      assertThat(run("safe-mode", "off")).isZero();
      agent.await("enforcing");
    }
  }

  @Test
  void safeModeOff_withdrawsTheFileToo() throws Exception {
    try (var agent = RunningAgent.in(folder)) {
      Files.createFile(agent.safeModeFile());
      agent.await("safe-mode");
      assertThat(run("safe-mode", "off")).isZero();
      agent.await("enforcing");
    }
  }

  @Test
  void lint_tellsWhatTheAgentFound() throws InterruptedException {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      for (int i = 0; i < 100 && run("lint", "-o", "json") == 2; i++) {
        Thread.sleep(50);
      }
      assertThat(text())
          .contains("\"source\" : \"this node\"", "\"rule\" : \"not_enforcing\"")
          .contains("it needs the thread groups of applications: it was not given");
      JsonSchemas.requireValid("lint-report-v1", text());
    }
  }

  @Test
  void withoutAnAgent_statusCouldNotFindOut() {
    assertThat(run("status")).isEqualTo(2);
    assertThat(text()).contains("no agent answers at", "is 'temper run' running");
  }

  @Test
  void withoutAnAgent_safeModeKeepsTheNextOneFromAttaching() {
    assertThat(run("safe-mode", "on", "--reason", "before the upgrade")).isZero();
    assertThat(text()).contains("no agent answers", "will not attach");
    try (var agent = RunningAgent.in(folder)) {
      assertThat(agent.await("safe-mode").state().reason()).contains("before the upgrade");
    }
    assertThat(run("safe-mode", "off")).isZero();
    assertThat(run("safe-mode", "off")).isEqualTo(2);
  }

  @Test
  void agentThatDoesNotAnswer_isNotTakenForNone() throws Exception {
    Files.createDirectories(folder.resolve("run"));
    try (var rude = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      rude.bind(UnixDomainSocketAddress.of(folder.resolve("run/control.sock")));
      var thread = new Thread(() -> hangUpOnEverybody(rude));
      thread.start();
      assertThat(run("status")).isEqualTo(2);
      assertThat(text()).contains("the agent there does not answer");
      assertThat(run("safe-mode", "on", "--reason", "now")).isEqualTo(2);
      assertThat(text()).contains("does not answer", "is there now");
      assertThat(folder.resolve("run/safe-mode")).hasContent("now");
      assertThat(run("safe-mode", "off")).isEqualTo(2);
      assertThat(text()).contains("is removed", "does not answer");
      Files.createDirectory(folder.resolve("run/safe-mode"));
      assertThat(run("safe-mode", "on")).isEqualTo(1);
      assertThat(text()).contains("does not answer", "is a directory", "end it with kill -9");
    }
  }

  private static void hangUpOnEverybody(ServerSocketChannel rude) {
    try {
      while (true) {
        rude.accept().close();
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void safeMode_neitherOnNorOff_isWrongUse() {
    assertThat(run("safe-mode", "maybe")).isEqualTo(2);
    assertThat(run("safe-mode")).isEqualTo(2);
  }

  private int run(String command, String... options) {
    out.reset();
    var console = new Console(
        InputStream.nullInputStream(), out, out, new Environment(Map.of("LANG", "C"), false));
    var context = CliContext.of(console);
    var args = new ArrayList<>(List.of(command));
    args.addAll(List.of(options));
    args.addAll(List.of("--socket", folder.resolve("run/control.sock").toString()));
    if (command.equals("safe-mode")) {
      args.addAll(List.of("--file", folder.resolve("run/safe-mode").toString()));
    }
    return new TemperCli(
            context,
            List.of(
                new StatusCommand(context),
                new SafeModeCommand(context, LeftHost.STOCK::left),
                new LintCommand(context, new NoPlans(), () -> "0")),
            () -> "0")
        .run(args.toArray(new String[0]));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}

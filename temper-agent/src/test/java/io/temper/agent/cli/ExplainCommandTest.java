package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.Console;
import io.temper.agent.cli.console.Environment;
import io.temper.agent.daemon.RunningAgent;
import io.temper.agent.report.observe.HostGroups;
import io.temper.linux.CgroupTree;
import io.temper.linux.ThreadTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code temper explain CGROUP|PID} over a made-up host, beside an agent and without one. */
class ExplainCommandTest {
  @TempDir
  Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void makeHost() throws IOException {
    write("cgroup/cgroup.controllers", "cpu");
    write("cgroup/web.slice/cgroup.threads", "4711\n4712\n");
    write("cgroup/web.slice/cpu.max", "50000 100000\n");
    write("cgroup/web.slice/cpu.weight", "200\n");
    write("proc/self/status", "");
    write("proc/4711/cgroup", "0::/web.slice\n");
    write("proc/4711/status", "Name:\tnginx\nTgid:\t4711\nKthread:\t0\n");
    write("proc/4711/task/4711/stat", "4711 (nginx) S 1 " + "0 ".repeat(46) + "0\n");
    write("sched_ext/root/ops", "temper\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web.slice", "/web.slice", "/web.slice/", "FULL/web.slice"})
  void group_howeverItIsWritten_isExplained(String group) {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      assertThat(run(group.replace("FULL", folder.resolve("cgroup").toString())))
          .isZero();
      assertThat(text())
          .startsWith("/web.slice\n")
          .contains("nothing names this group", "name it in a test", "scheduler 'temper'")
          .containsPattern("cgroup +2 threads, cpu.max /web.slice \\(50000/100000 us\\)");
    }
  }

  @Test
  void process_isExplainedByItsGroup() {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      assertThat(run("4711")).isZero();
      assertThat(text()).startsWith("/web.slice\n").contains("4711 (nginx), policy normal");
    }
  }

  @Test
  void json_isTheAgentsDocumentWithWhatTheKernelTells() {
    try (var agent = RunningAgent.in(folder)) {
      agent.await("enforcing");
      assertThat(run("4711", "-o", "json")).isZero();
      assertThat(text())
          .contains("\"kind\" : \"CgroupExplanation\"", "\"cpuWeight\" : 200", "\"id\" : 4711");
    }
  }

  @Test
  void processThatEnded_isNamed() {
    assertThat(run("4799")).isEqualTo(2);
    assertThat(text()).contains("process 4799 is not there, or ended just now");
  }

  @Test
  void processThatEndsMeanwhile_leavesItsGroup() throws IOException {
    var groups = groups();
    var subject = groups.find("4711");
    Files.delete(folder.resolve("proc/4711/status"));
    assertThat(groups.facts(subject).process()).isNull();
    assertThat(groups.facts(subject).threads()).isEqualTo(2);
  }

  @Test
  void processWhoseGroupWasRemoved_hasEnded() throws IOException {
    write("proc/4711/cgroup", "0::/web.slice/gone (deleted)\n");
    assertThat(run("4711")).isEqualTo(2);
    assertThat(text()).contains("ended just now");
  }

  @Test
  void groupThatIsNotThere_mayHaveBeenMeantAsAPod() {
    assertThat(run("shop/checkout")).isEqualTo(2);
    assertThat(text()).contains("no control group /shop/checkout below", "add -f PODS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../etc", "a//b", "99999999999999"})
  void nonsense_isRefusedInOneLine(String what) {
    assertThat(run(what)).isEqualTo(2);
    assertThat(text()).startsWith("temper: ").hasLineCount(1);
  }

  @Test
  void withoutAnAgent_couldNotFindOut() {
    assertThat(run("web.slice")).isEqualTo(2);
    assertThat(text()).contains("no agent answers");
  }

  @Test
  void optionsOfTheOtherForm_areRefused() {
    assertThat(run("web.slice", "--topology", "4c8t")).isEqualTo(2);
    assertThat(text()).contains("--topology has a meaning only with -f PODS");
    assertThat(run("web", "-f", "pods.json")).isEqualTo(2);
    assertThat(text()).contains("--socket has a meaning only without -f PODS");
  }

  private HostGroups groups() {
    return new HostGroups(
        folder.resolve("cgroup"),
        CgroupTree.open(folder.resolve("cgroup")),
        ThreadTable.open(folder.resolve("proc")),
        folder.resolve("sched_ext"));
  }

  private int run(String what, String... options) {
    out.reset();
    var console = new Console(
        InputStream.nullInputStream(), out, out, new Environment(Map.of("LANG", "C"), false));
    var context = CliContext.of(console);
    var args = new ArrayList<>(List.of("explain", what));
    args.addAll(List.of(options));
    args.addAll(List.of("--socket", folder.resolve("run/control.sock").toString()));
    var command = new ExplainCommand(context, new NoPlans(), this::groups);
    return new TemperCli(context, List.of(command), () -> "0").run(args.toArray(new String[0]));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}

package io.temper.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.operations.OperationsPage.Command;
import io.temper.agent.operations.OperationsPage.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says can be typed, typed beside an agent that observes. */
class OperationsTest {
  private static final OperationsPage PAGE = OperationsPage.read();
  private static final List<String> OF_AN_INSTALLATION = List.of(
      "systemctl", "journalctl", "systemd-sysusers", "install", "tar", "ln", "rm", "userdel");
  private static final String PID =
      "$(temper status -o json | sed -n 's/.*\"pid\" : \\([0-9]*\\).*/\\1/p')";
  private static final String RULES = """
      apiVersion = "temper.io/v1"
      kind = "Workloads"
      [[workload]]
      name = "web"
      cgroup = "/system.slice/nginx.service"
      tier = "high"
      request = "500m"
      """;

  @TempDir
  Path folder;

  @Test
  void commands_doWhatThePageSays() throws Exception {
    Path cgroup = folder.resolve("cgroup");
    Files.createDirectories(cgroup.resolve("system.slice/nginx.service"));
    Files.createFile(cgroup.resolve("cgroup.controllers"));
    try (var host = new CommandHost(folder, "observe", RULES, "-Dtemper.cgroup.root=" + cgroup)) {
      PageRun.run(host, PAGE.commandsFor(Place.ANYWHERE), expected());
    }
  }

  private static List<Expectation> expected() {
    return List.of(
        Expectation.of("temper doctor", Expectation.OF_THE_HOST, "kernel-version", "cgroup"),
        Expectation.of("temper config check", 0, "is right", "1 workload"),
        Expectation.of(
            "temper run --dry-run --source file:/etc/temper/workloads.toml", 0, "file/web", "high"),
        Expectation.of("temper run --observe --source file:/etc/temper/workloads.toml &", 0)
            .thenIs("observing"),
        Expectation.of("temper status", 1, "observing for", "high"),
        Expectation.of("temper status -o json", 1, "\"kind\" : \"AgentStatus\""),
        Expectation.of("temper explain system.slice/nginx.service", 0, "web", "high"),
        Expectation.of("temper doctor --bundle node.zip", Expectation.OF_THE_HOST, "node.zip"),
        Expectation.of("temper safe-mode on --reason \"kernel upgrade\"", 0, "stock scheduler")
            .thenIs("safe-mode"),
        Expectation.of("temper safe-mode off", 0, "nobody asks").thenIs("observing"),
        Expectation.of("touch /run/temper/safe-mode", 0).thenIs("safe-mode"),
        Expectation.of("rm /run/temper/safe-mode", 0).thenIs("observing"),
        Expectation.of("kill -USR1 " + PID, 0).thenIs("safe-mode"),
        Expectation.of("kill -USR2 " + PID, 0).thenIs("observing"),
        Expectation.of("kill -HUP " + PID, 0).thenIs("observing"),
        Expectation.of("tail -n 3 /var/lib/temper/audit.jsonl", 0, "\"to\":\"observing\""),
        Expectation.of("kill " + PID, 0).thenIs("gone"),
        Expectation.of("temper safe-mode on --reason \"before it starts\"", 0, "will not attach"),
        Expectation.of("temper safe-mode off", 0, "is removed"));
  }

  @Test
  void commandsForSystemd_areThoseOfAnInstallation() {
    assertThat(PAGE.commandsFor(Place.SYSTEMD))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.split(" ", 2)[0]).isIn(OF_AN_INSTALLATION));
  }

  @Test
  void commandsThatTheTextNames_areRunSomewhere() {
    assertThat(PAGE.named()).isNotEmpty().allSatisfy(named -> assertThat(PAGE.commands())
        .as("a block of the page has '%s'", named)
        .anyMatch(command -> (command.line() + " ").startsWith(named + " ")));
  }

  @Test
  void page_eachKindOfBlock_isFound() {
    var page = OperationsPage.parse("""
        Say `temper status` and `temper lies -x`.

        ```sh
        temper status

        # why not
        temper layers
        ```
        <!-- runs: systemd -->
        ```sh
        systemctl stop temper
        ```
        ```toml
        a = "`temper no`"
        ```
        """);
    assertThat(page.commands())
        .containsExactly(
            new Command(Place.ANYWHERE, "temper status"),
            new Command(Place.ANYWHERE, "temper layers"),
            new Command(Place.SYSTEMD, "systemctl stop temper"));
    assertThat(page.named()).containsExactly("temper status", "temper lies -x");
  }
}

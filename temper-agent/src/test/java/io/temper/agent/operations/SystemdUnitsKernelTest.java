package io.temper.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.operations.CommandHost.Done;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Units of a real systemd, transient ones and others, have the tiers that docs/systemd.md says. */
@Tag("kernel")
class SystemdUnitsKernelTest {
  private static final String SLEEPER = "'[Service]\\nExecStart=/bin/sleep infinity\\n'";

  @TempDir
  Path folder;

  @Test
  void run_unitsOfARealSystemd_haveTheirTiers() throws Exception {
    Path archive = Path.of(System.getProperty("temper.archive", ""));
    assertThat(archive.toString()).as("./mvnw -DskipTests package").isNotEmpty();
    try (var host = SystemdHost.start(folder, archive)) {
      run(host, "tar -xzf temper-0.1.0-SNAPSHOT.tar.gz -C /opt");
      run(host, "ln -sfn temper-0.1.0-SNAPSHOT /opt/temper");
      startUnits(host);

      JsonNode plan = plan(host);
      assertThat(tier(plan, "shop-web.service")).isEqualTo("critical");
      assertThat(tier(plan, "night@one.service")).isEqualTo("low");
      assertThat(tier(plan, "report.service")).isEqualTo("background");
      assertThat(names(plan)).noneMatch(name -> name.contains("systemd-journald"));

      run(host, "systemctl stop report.service");
      run(host, "printf '[X-Temper]\\nTier=high\\n' >/etc/systemd/system/shop-.service.d/t.conf");
      plan = plan(host);
      assertThat(tier(plan, "shop-web.service")).isEqualTo("high");
      assertThat(names(plan)).doesNotContain("report.service");
    }
  }

  private static void startUnits(SystemdHost host) throws Exception {
    String etc = "/etc/systemd/system/";
    for (String folder : List.of("shop-.service.d", "night@.service.d", "batch.slice.d")) {
      run(host, "mkdir -p " + etc + folder);
    }
    run(host, "printf '[X-Temper]\\nTier=critical\\n' >" + etc + "shop-.service.d/t.conf");
    run(host, "printf '[X-Temper]\\nTier=low\\n' >" + etc + "night@.service.d/t.conf");
    run(host, "printf '[X-Temper]\\nTier=background\\n' >" + etc + "batch.slice.d/t.conf");
    run(host, "printf " + SLEEPER + " >" + etc + "shop-web.service");
    run(host, "printf " + SLEEPER + " >" + etc + "night@.service");
    run(host, "systemctl daemon-reload");
    run(host, "systemctl start shop-web night@one");
    run(host, "systemd-run --unit=report --slice=batch.slice /bin/sleep infinity");
    assertThat(host.run("journalctl -b --no-pager").output())
        .as("systemd passes over the section in silence")
        .doesNotContain("X-Temper");
  }

  private static JsonNode plan(SystemdHost host) throws Exception {
    // In a group of that systemd's tree, as whoever logs in is; that of this test lies outside.
    String text = run(
        host,
        "mkdir -p /sys/fs/cgroup/look.scope; echo $$ >/sys/fs/cgroup/look.scope/cgroup.procs;"
            + " /opt/temper/bin/temper run --dry-run --source systemd -o json 2>/run/plan.err"
            + " || { cat /run/plan.err; exit 1; }");
    return JsonMapper.shared().readTree(text.substring(text.indexOf('{')));
  }

  private static String run(SystemdHost host, String line) throws Exception {
    Done done = host.run(line);
    assertThat(done.exitCode()).as("%s: %s", line, done.output()).isZero();
    return done.output();
  }

  private static List<String> names(JsonNode plan) {
    List<String> names = new ArrayList<>();
    members(plan).forEach(member -> names.add(member.path("name").asString("")));
    return names;
  }

  private static String tier(JsonNode plan, String name) {
    for (JsonNode member : members(plan)) {
      if (member.path("name").asString("").equals(name)) {
        return member.path("tier").asString("");
      }
    }
    return "not planned";
  }

  private static JsonNode members(JsonNode plan) {
    return plan.path("nodes").path(0).path("plan").path("members");
  }
}

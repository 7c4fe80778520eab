package io.temper.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.cluster.ChartPermissions.Permission;
import io.temper.testkit.cluster.AgentRight;
import io.temper.testkit.cluster.NeedsHelm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of {@code docs/security.md} that says why the chart's pods and accounts may do what they may. Run
 * with {@code GOLDEN_WRITE=true} it takes new permissions up with an empty reason, and only a person can fill
 * that in.
 */
@NeedsHelm
class SecurityPageTest {
  private static final Path PAGE = Path.of("../docs/security.md");
  private static final Path RIGHTS = Path.of("../docs/kubernetes.md");
  private static final String BEGIN = "<!-- permissions of the chart -->\n";
  private static final String END = "<!-- end of the permissions -->\n";
  private static final String HEAD = "| who | may | where set | why |\n|---|---|---|---|\n";

  private static final List<String> COMPONENTS = List.of("agent", "preflight", "cleanup");
  private static final String ENFORCE = "enforce=true";

  /** What of the chart's values gives permissions, each beside the defaults. */
  private static final List<String> SETTINGS = List.of(
      "",
      ENFORCE,
      "threadObservation.enabled=true",
      "preflight.enabled=true",
      "enforce=true,kubeletState.enabled=true",
      "enforce=true,agent.state.hostPath=/var/lib/temper",
      "agent.canary.enabled=true,agent.canary.nodeSelector.canary=yes,agent.canary.image.tag=next");

  /** Returns each permission with the values under which it is given. */
  private static Map<Permission, String> permissions() {
    Map<Permission, List<String>> settings = new LinkedHashMap<>();
    for (String setting : SETTINGS) {
      String[] values = setting.isEmpty() ? new String[0] : setting.split(",");
      for (Permission permission : ChartPermissions.of(HelmChart.render(values))) {
        settings.computeIfAbsent(permission, unused -> new ArrayList<>()).add(setting);
      }
    }
    Map<Permission, String> where = new LinkedHashMap<>();
    settings.entrySet().stream()
        .sorted(Comparator.comparing(entry -> COMPONENTS.indexOf(entry.getKey().component())))
        .forEach(entry -> where.put(entry.getKey(), whereSet(entry.getValue())));
    return where;
  }

  private static String whereSet(List<String> settings) {
    if (settings.size() == SETTINGS.size()) {
      return "always";
    }
    if (settings.contains("")) {
      return settings.contains(ENFORCE) ? "by default" : "unless `" + ENFORCE + "`";
    }
    return "`" + settings.get(0) + "`";
  }

  /** Returns the reasons that the page has, by the rest of their rows. */
  private static Map<String, String> reasons(String page) {
    String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
    return table
        .lines()
        .skip(2)
        .collect(Collectors.toMap(SecurityPageTest::keyOf, SecurityPageTest::reasonOf));
  }

  private static String keyOf(String row) {
    return row.substring(0, startOfReason(row));
  }

  private static String reasonOf(String row) {
    return row.substring(startOfReason(row), row.length() - 1).strip();
  }

  private static int startOfReason(String row) {
    int column = 0;
    for (int i = 0; i < 4; i++) {
      column = row.indexOf('|', column) + 1;
    }
    return column;
  }

  @Test
  void table_namesEachPermissionOfTheChartAndWhy() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, String> reasons = reasons(page);
    var table = new StringBuilder(HEAD);
    List<String> unjustified = new ArrayList<>();
    permissions().forEach((permission, where) -> {
      String key = "| " + permission.component() + " | " + permission.what() + " | " + where + " |";
      String reason = reasons.getOrDefault(key, "");
      table.append(key).append(' ').append(reason).append(" |\n");
      if (reason.isEmpty()) {
        unjustified.add(key);
      }
    });
    String expected = page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
        + table
        + page.substring(page.indexOf(END));
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.writeString(PAGE, expected);
    }
    assertThat(unjustified)
        .as("permissions without a reason in docs/security.md")
        .isEmpty();
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  @Test
  void permissions_thatAReviewWouldStopAt_areNotThere() {
    assertThat(permissions().keySet().stream().map(Permission::what))
        .doesNotContain(
            "privileged",
            "`hostNetwork`",
            "`hostIPC`",
            "may gain privileges (`allowPrivilegeEscalation`)",
            "writes to its root file system",
            "every system call",
            "the container runtime's capabilities",
            "`CAP_SYS_ADMIN`")
        .noneMatch(what -> what.contains("secrets") || what.contains("listens on the node"));
  }

  @Test
  void rightsOfTheAgent_inTheirShortTable_areThoseOfTheChart() throws IOException {
    String page = Files.readString(RIGHTS);
    Set<String> rows = AgentRight.ALL.stream()
        .collect(Collectors.groupingBy(
            right -> right.resource() + right.namespace(), LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(SecurityPageTest::row)
        .collect(Collectors.toSet());
    assertThat(page).contains(rows);
  }

  private static String row(List<AgentRight> rights) {
    AgentRight first = rights.get(0);
    return "| "
        + rights.stream().map(right -> "`" + right.verb() + "`").collect(Collectors.joining(", "))
        + " | `" + first.resource() + "`";
  }
}

package io.temper.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveTest {

  @Test
  void entries_areWhatIsInstalled() throws Exception {
    var names = names();
    assertThat(names)
        .contains(
            "bin/temper",
            "lib/java.sh",
            "etc/temper.toml",
            "etc/workloads.toml",
            "systemd/temper.service",
            "systemd/temper.sysusers",
            "docs/operations.md",
            "LICENSE",
            "NOTICE")
        .anyMatch(name -> name.matches("lib/temper-agent-.*\\.jar"))
        .anyMatch(name -> name.matches("lib/temper-bpf-native-.*\\.jar"))
        .anyMatch(name -> name.matches("lib/jna-.*\\.jar"))
        .noneMatch(name -> name.matches("lib/.*(junit|assertj|testkit|-2\\d{7}\\.).*"));
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void entries_tellNothingOfWhoBuiltThemAndWhen() throws Exception {
    assertThat(Archive.list()).hasSizeGreaterThan(20).allSatisfy(line -> assertThat(line)
        .matches("[d-]r\\S+ 0/0 +\\d+ 2026-01-01 00:00:00 temper-.*"));
  }

  @Test
  void modes_letEverybodyReadAndOnlyTheLauncherRun() throws Exception {
    assertThat(Archive.list()).allSatisfy(line -> assertThat(line)
        .matches(
            line.startsWith("d")
                ? "drwxr-xr-x .*"
                : line.endsWith("/bin/temper") ? "-rwxr-xr-x .*" : "-rw-r--r-- .*"));
  }

  private static List<String> names() throws Exception {
    return Archive.list().stream()
        .map(line -> line.replaceFirst(".* temper-[^/]*/", ""))
        .filter(name -> !name.isEmpty())
        .toList();
  }
}

package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.AgentConfig.LimitPolicy;
import io.temper.runtime.config.AgentConfig.Mode;
import io.temper.runtime.config.AuditConfig;
import io.temper.runtime.config.FileConfig;
import io.temper.runtime.config.HttpAddress;
import io.temper.runtime.config.LifetimeConfig;
import io.temper.runtime.config.LoopConfig;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.ProfilesConfig;
import io.temper.runtime.config.RestartConfig;
import io.temper.runtime.config.RightsizingConfig;
import io.temper.runtime.config.SourceSetting;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierRules;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTomlTest {
  private static final String EVERY_KEY = """
      mode = "dry-run"
      source = "file:/etc/temper/workloads.toml"

      [priority_mapping]
      critical = 1_000
      high = 100
      normal = 10
      low = 1

      [tiers]
      honour_annotation = true
      system_pods = "by-threshold"
      annotation_prefixes = ["example.org/", "temper.io/"]

      [nomad_priority_mapping]
      critical = 80
      high = 60
      normal = 30
      low = 10

      [systemd_weight_mapping]
      critical = 5000
      high = 200
      normal = 90
      low = 0

      [ceilings]
      critical = 4
      background = "500m"

      [system]
      cgroups = ["/system.slice/containerd.service", "/init.scope"]

      [loop]
      debounce = "0ms"
      max_staleness = "1m"
      poll = "1s"
      weight_dead_band_percent = 0

      [heartbeat]
      timeout = "2s"

      [lease]
      duration = "30s"
      directory = "/e"

      [restart]
      budget = 1
      window = "24h"
      cooldown = "90s"
      max_cooldown = "90s"

      [safe_mode]
      file = "/a"
      [control]
      socket = "/b"
      [state]
      directory = "/c"
      [audit]
      file = "/d"
      max_size = "64KiB"
      keep = 0
      [limits]
      policy = "refuse"
      [http]
      address = "[::1]:9753"
      [profiles]
      enabled = false
      directory = "/f"
      [metrics]
      legacy = true
      [rightsizing]
      enabled = true
      interval = "1s"
      start_up = "30m"
      """;

  private static final AgentConfig EVERY_VALUE = new AgentConfig(
      Mode.DRY_RUN,
      new SourceSetting.File(Path.of("/etc/temper/workloads.toml")),
      new PlanConfig(
          new TierRules(
              new PriorityThresholds(1000, 100, 10, 1),
              TierRules.SystemPods.BY_THRESHOLD,
              TierRules.TierAnnotation.HONOURED,
              new AnnotationPrefixes("example.org/", List.of("temper.io/"))),
          Map.of(Tier.CRITICAL, CpuQuantity.ofCpus(4), Tier.BACKGROUND, CpuQuantity.ofMillis(500)),
          List.of(
              new CgroupPath("/system.slice/containerd.service"), new CgroupPath("/init.scope")),
          new PriorityThresholds(80, 60, 30, 10),
          new PriorityThresholds(5000, 200, 90, 0)),
      new LoopConfig(Duration.ZERO, Duration.ofMinutes(1), Duration.ofSeconds(1), 0),
      new LifetimeConfig(Duration.ofSeconds(2), Duration.ofSeconds(30), Path.of("/e")),
      new RestartConfig(1, Duration.ofHours(24), Duration.ofSeconds(90), Duration.ofSeconds(90)),
      new FileConfig(Path.of("/a"), Path.of("/b"), Path.of("/c")),
      new AuditConfig(Path.of("/d"), 64 << 10, 0),
      LimitPolicy.REFUSE,
      new HttpAddress("::1", 9753),
      true,
      new ProfilesConfig(false, Path.of("/f")),
      new RightsizingConfig(true, Duration.ofSeconds(1), Duration.ofMinutes(30)));

  @Test
  void version_mayBeSaid_andMustBeOneThatIsRead() {
    assertThat(ConfigToml.read("t.toml", "apiVersion = \"temper.io/v1\"\nmode = \"observe\"\n")
            .mode())
        .isEqualTo(Mode.OBSERVE);
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> ConfigToml.read("t.toml", "apiVersion = \"temper.io/v2\"\n"))
        .withMessage(
            "t.toml:1:1: apiVersion is 'temper.io/v2', and this release reads temper.io/v1;"
                + " write apiVersion = \"temper.io/v1\", or leave it out");
  }

  @Test
  void read_everyKey_isEveryValue() {
    assertThat(ConfigToml.read("t.toml", EVERY_KEY)).isEqualTo(EVERY_VALUE);
  }

  @Test
  void read_whatWasWritten_isTheSame() {
    assertThat(ConfigToml.read("t.toml", ConfigToml.write(EVERY_VALUE))).isEqualTo(EVERY_VALUE);
    assertThat(ConfigToml.read("t.toml", ConfigToml.write(AgentConfig.STANDARD)))
        .isEqualTo(AgentConfig.STANDARD);
  }

  @Test
  void read_nothing_isTheStandard() {
    assertThat(ConfigToml.read("t.toml", "")).isEqualTo(AgentConfig.STANDARD);
    assertThat(ConfigToml.read("t.toml", "# nothing\n[loop]\n")).isEqualTo(AgentConfig.STANDARD);
    assertThat(ConfigToml.read("t.json", "{}")).isEqualTo(AgentConfig.STANDARD);
  }

  @Test
  void read_pathWithQuotesAndControls_survivesWriting() {
    FileConfig odd = new FileConfig(
        Path.of("/a \"b\" \\c\td\u007f"), Path.of("/s"), Path.of("/\u00e4\uD83D\uDE00"));
    AgentConfig config = new AgentConfig(
        Mode.OBSERVE,
        null,
        PlanConfig.STANDARD,
        LoopConfig.STANDARD,
        LifetimeConfig.STANDARD,
        RestartConfig.STANDARD,
        odd,
        AuditConfig.STANDARD,
        LimitPolicy.WARN,
        null,
        false,
        ProfilesConfig.STANDARD,
        RightsizingConfig.STANDARD);

    assertThat(ConfigToml.read("t.toml", ConfigToml.write(config))).isEqualTo(config);
  }

  @Test
  void read_severalFaults_tellsAll() {
    String toml = """
        mode = "on"

        [loop]
        debounse = "1s"
        poll = "1h"
        """;

    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> ConfigToml.read("t.toml", toml))
        .withMessage("""
            t.toml:1:1: mode: expected one of enforce, observe, dry-run, found 'on'; write it like "enforce"
            t.toml:4:1: there is no key 'loop.debounse'; did you mean 'loop.debounce'? keys of [loop] are \
            debounce, max_staleness, poll, weight_dead_band_percent
            t.toml:5:1: loop.poll: expected a time from 10ms to 10s, found '1h'; write it like "100ms"\
            """);
  }

  @Test
  void read_valuesThatContradict_tellsEachTable() {
    String toml = """
        priority_mapping.low = 5
        [loop]
        debounce = "1s"
        [restart]
        cooldown = "2h"
        """;

    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> ConfigToml.read("t.toml", toml))
        .satisfies(
            e -> assertThat(e.getMessage()).contains("t.toml:1:1: priority thresholds must fall"))
        .satisfies(e -> assertThat(e.getMessage())
            .contains(
                "t.toml:2:1: loop.debounce, 1s, must not be longer than loop.max_staleness, 500ms"))
        .satisfies(e -> assertThat(e.getMessage())
            .contains("t.toml:4:1: restart.max_cooldown, 1h, must not be shorter than"));
  }

  @Test
  void readIfThere_missingOrNot_isStandardOrTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("temper.toml");
    assertThat(ConfigToml.readIfThere(file)).isEqualTo(AgentConfig.STANDARD);
    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> ConfigToml.read(file))
        .withMessage(
            file + ": no such file; give the name of a configuration: docs/configuration.md");

    Files.writeString(file, EVERY_KEY);
    assertThat(ConfigToml.readIfThere(file)).isEqualTo(EVERY_VALUE);
    assertThat(ConfigToml.read(file)).isEqualTo(EVERY_VALUE);
  }

  @Test
  void readPlaced_knowsTheLineOfWhatIsWritten(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(
        folder.resolve("t.toml"), "mode = \"observe\"\n\n[loop]\n# often\npoll = \"1s\"\n");

    PlacedConfig placed = ConfigToml.readPlaced(file);

    assertThat(placed.source()).isEqualTo(file.toString());
    assertThat(placed.lines()).isEqualTo(Map.of("mode", 1, "loop.poll", 5));
    assertThat(ConfigToml.readPlacedIfThere(folder.resolve("none.toml")))
        .isEqualTo(PlacedConfig.STANDARD);
  }
}

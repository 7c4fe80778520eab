package io.temper.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.plan.PlanPolicy;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentConfigTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void values_outOfTheirRange_areRefusedWithNameRangeAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoopConfig(SECOND, SECOND, Duration.ofMillis(9), 5))
        .withMessage("loop.poll must be 10ms to 10s, not 9ms");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoopConfig(SECOND, SECOND, SECOND, 100))
        .withMessageContaining("0 to 99, not 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RestartConfig(0, SECOND, SECOND, SECOND))
        .withMessageContaining("restart.budget must be 1 to 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuditConfig(null, 1, 5))
        .withMessage("audit.max_size must be 64KiB to 1GiB, not 1B");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AuditConfig(Path.of("audit"), 1 << 20, 5))
        .withMessageContaining("audit.file must be an absolute path");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlanConfig(
            TierRules.STANDARD,
            Map.of(Tier.LOW, CpuQuantity.ZERO),
            List.of(),
            PriorityThresholds.NOMAD,
            PriorityThresholds.CPU_WEIGHTS))
        .withMessageContaining("ceilings.low");
  }

  @Test
  void pathsOfFiles_thatCanOnlyBeDirectories_areRefused() {
    var file = Path.of("/run/temper/file");
    for (String directory : List.of("/", "/run/temper/..", "/run/.")) {
      Path path = Path.of(directory);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FileConfig(path, file, file))
          .withMessage("safe_mode.file must be an absolute path of a file, not '" + path + "'");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FileConfig(file, path, file))
          .withMessageContaining("control.socket must be an absolute path of a file");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new AuditConfig(path, 1 << 20, 5))
          .withMessageContaining("audit.file must be an absolute path of a file");
    }
    var atTheRoot = Path.of("/safe-mode");
    assertThat(new FileConfig(atTheRoot, file, Path.of("/")).safeMode()).isEqualTo(atTheRoot);
  }

  @Test
  void leaseDirectory_isBelowTheRoot() {
    for (String root : List.of("/", "/sys/..")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LifetimeConfig(SECOND.multipliedBy(10), null, Path.of(root)))
          .withMessage("lease.directory must be a folder below the root, not '" + root + "'");
    }
  }

  @Test
  void files_longestSocketName_isTheLimit() {
    Path shortEnough = Path.of("/" + "a".repeat(105));
    Path tooLong = Path.of("/" + "\u00e4".repeat(53));
    Path any = Path.of("/a");

    assertThat(new FileConfig(any, shortEnough, any).controlSocket()).isEqualTo(shortEnough);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FileConfig(any, tooLong, any))
        .withMessageContaining("control.socket has 107 bytes");
  }

  @Test
  void source_other_isRefused() {
    assertThat(SourceSetting.parse("file:/a").text()).isEqualTo("file:/a");
    assertThat(SourceSetting.parse("systemd").text()).isEqualTo("systemd");
    assertThat(SourceSetting.parse("kubernetes").text()).isEqualTo("kubernetes");
    assertThat(SourceSetting.parse("kubernetes:n-1.example").text())
        .isEqualTo("kubernetes:n-1.example");
    assertThat(SourceSetting.parse("nomad").text()).isEqualTo("nomad");
    assertThat(SourceSetting.parse("nomad:1ac61e33-a465-2ace-f63f-cffa1285e7eb").text())
        .isEqualTo("nomad:1ac61e33-a465-2ace-f63f-cffa1285e7eb");
    for (String text : List.of(
        "",
        "file:",
        "/a",
        "File:/a",
        "file:a",
        "systemd:",
        "systemd:web.service",
        "kubernetes:",
        "kubernetes:N",
        "kubernetes:a/b",
        "nomad:",
        "nomad:1ac61e33",
        "nomad:../1ac61e33-a465-2ace-f63f-cffa1285e7eb")) {
      assertThatIllegalArgumentException().isThrownBy(() -> SourceSetting.parse(text));
    }
  }

  @Test
  void policy_ofAPlan_hasWhatIsConfigured() {
    CgroupPath runtime = new CgroupPath("/runtime");
    Map<Tier, CpuQuantity> ceilings = Map.of(Tier.LOW, CpuQuantity.ofCpus(2));
    PlanConfig plan = new PlanConfig(
        TierRules.STANDARD,
        ceilings,
        List.of(runtime),
        PriorityThresholds.NOMAD,
        PriorityThresholds.CPU_WEIGHTS);

    PlanPolicy policy = plan.policy(TierRules.STANDARD);

    assertThat(policy.ceilings()).isEqualTo(ceilings);
    assertThat(policy.systemCgroups()).containsExactly(runtime);
    assertThat(policy.capabilities()).isEqualTo(PlanPolicy.STANDARD.capabilities());
  }

  /** What a path would have lost is still there. */
  @Test
  void file_thatCanOnlyBeADirectoryOrIsNoAbsolutePath_isRefusedAsItIsWritten() {
    for (String text : List.of("", "run/a", "/", "/run/", "/run/.", "file:/run/a", "/run/\0")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FileConfig.file("what", text))
          .withMessage("what must be an absolute path of a file, not '" + text + "'");
    }
    assertThat(FileConfig.file("what", "/run/a")).isEqualTo(Path.of("/run/a"));
  }
}

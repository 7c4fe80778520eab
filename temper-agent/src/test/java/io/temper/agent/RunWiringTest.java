package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.agent.daemon.reload.EffectiveConfig;
import io.temper.agent.daemon.reload.WatchedFile;
import io.temper.json.ConfigToml;
import io.temper.node.NodeTopology;
import io.temper.profile.ThreadProfile;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.config.AgentConfig;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.SourceSetting;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunWiringTest {
  private static final AgentConfig CONFIG = ConfigToml.read("temper.toml", """
      [tiers]
      annotation_prefixes = ["acme.com/", "acme.org/"]

      [profiles]
      directory = "/nowhere/at/all"
      """);

  /** Which profile a workload gets that names that of the JVM under a prefix. */
  private static Optional<String> profileUnder(String prefix, RunSource source) {
    var wiring = new RunWiring(
        CONFIG,
        false,
        new WatchedFile<>(Path.of("temper.toml"), unused -> CONFIG),
        source,
        new EffectiveConfig(),
        "1");
    Workload workload = Workload.builder(WorkloadId.of("shop", "web"))
        .annotations(Map.of(prefix + "workload-profile", "jvm"))
        .build();
    return wiring
        .profiles()
        .on(NodeTopology.parse("4c8t"))
        .choose(workload)
        .profile()
        .map(ThreadProfile::id);
  }

  @ParameterizedTest
  @CsvSource({"acme.com/, jvm", "acme.org/, jvm", "temper.io/, "})
  void profiles_ofWorkloadsThatHaveAnnotations_areNamedUnderTheConfiguredPrefixes(
      String prefix, String profile) {
    assertThat(profileUnder(prefix, new AnnotatedSource())).isEqualTo(Optional.ofNullable(profile));
  }

  /** What a file says of a profile is noted as an annotation under the standard prefix. */
  @ParameterizedTest
  @CsvSource({"temper.io/, jvm", "acme.com/, "})
  void profiles_ofAFileOfWorkloads_doNotDependOnThePrefixes(String prefix, String profile) {
    var source = new FileSource(new SourceSetting.File(Path.of("/workloads.toml")));

    assertThat(profileUnder(prefix, source)).isEqualTo(Optional.ofNullable(profile));
  }

  /** An orchestrator that is not asked. */
  private static final class AnnotatedSource implements RunSource {
    @Override
    public String text() {
      return "a test";
    }

    @Override
    public TierRules tierRules(PlanConfig configured) {
      return configured.tierRules();
    }

    @Override
    public NodeWorkloads readOnce(Supplier<List<CgroupPath>> systemCgroups) {
      throw new AssertionError("not asked");
    }

    @Override
    public WorkloadPorts ports(Supplier<List<CgroupPath>> systemCgroups) {
      throw new AssertionError("not asked");
    }

    @Override
    public Optional<Orchestrator> orchestrator() {
      return Optional.empty();
    }

    @Override
    public List<String> notes() {
      return List.of();
    }
  }
}

package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.json.ConfigToml;
import io.temper.node.NodeTopology;
import io.temper.profile.ThreadProfile;
import io.temper.runtime.config.AgentConfig;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunWiringTest {
  private static final AgentConfig CONFIG = ConfigToml.read("temper.toml", """
      [tiers]
      annotation_prefixes = ["acme.com/", "acme.org/"]

      [profiles]
      directory = "/nowhere/at/all"
      """);

  @ParameterizedTest
  @CsvSource({"acme.com/, jvm", "acme.org/, jvm", "temper.io/, "})
  void profilesOf_configuredPrefixes_areThoseOfTheAnnotation(String prefix, String profile) {
    Workload workload = Workload.builder(WorkloadId.of("shop", "web"))
        .annotations(Map.of(prefix + "workload-profile", "jvm"))
        .build();

    Optional<String> chosen = RunWiring.profilesOf(CONFIG)
        .on(NodeTopology.parse("4c8t"))
        .choose(workload)
        .profile()
        .map(ThreadProfile::id);

    assertThat(chosen).isEqualTo(Optional.ofNullable(profile));
  }
}

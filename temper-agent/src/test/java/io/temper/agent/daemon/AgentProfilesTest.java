package io.temper.agent.daemon;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.control.ControlAnswer;
import io.temper.agent.control.ControlCall;
import io.temper.agent.report.StatusReport;
import io.temper.json.ConfigToml;
import io.temper.json.ProfilesToml;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running agent makes of files of thread profiles that come, change and go. */
class AgentProfilesTest {
  private static final String SHOP = """
      apiVersion = "temper.io/v1"
      kind = "Profiles"
      [[profile]]
      id = "shop"
      [[profile.group]]
      name = "flush"
      treatment = "yield"
      threads = ["flush-*"]
      """;

  private static final Workload WEB = inTier("web", Tier.HIGH, 1000).toBuilder()
      .annotations(Map.of("temper.io/workload-profile", "shop"))
      .build();
  private static final Workload PLAIN = inTier("plain", Tier.HIGH, 500);

  @TempDir
  Path folder;

  private RunningAgent running;
  private Path file;

  @BeforeEach
  void setUp() throws IOException {
    Path profiles = Files.createDirectory(folder.resolve("profiles"));
    file = profiles.resolve("shop.toml");
    var config = new WatchedFile<>(folder.resolve("temper.toml"), ConfigToml::readIfThere);
    var reloaded = new ReloadedConfig(
        config.get(),
        config,
        new ReloadedProfiles(profiles, AgentProfilesTest::withBuiltIns),
        (plan, catalog) -> TierPlanner.with(PlanPolicy.STANDARD.withProfiles(catalog)));
    running = new RunningAgent(folder);
    running.planner = reloaded;
    running.notes = reloaded::notes;
    running.reload = reloaded::forget;
    running.profiles = reloaded::profiles;
    running.renew();
    running.runs(WEB, PLAIN);
    running.start();
    running.await("enforcing");
  }

  @AfterEach
  void tearDown() {
    running.close();
  }

  @Test
  void newFile_countsWithoutRestartAndWithoutAttachingAgain() throws IOException {
    assertThat(isDivided(running.agent().status())).isFalse();
    Files.writeString(file, SHOP);
    running.signal("HUP");
    running.await(report -> isDivided(report) && report.work().generation() == 2, "divided");
    assertThat(running.host.attachments()).isEqualTo(1);
  }

  @Test
  void removedFile_countsNoMore() throws IOException {
    Files.writeString(file, SHOP);
    running.signal("HUP");
    running.await(AgentProfilesTest::isDivided, "divided");
    Files.delete(file);
    running.signal("HUP");
    running.await(report -> !isDivided(report), "whole again");
    assertThat(running.host.attachments()).isEqualTo(1);
  }

  @Test
  void wrongFile_keepsWhatWasInForceAndStatusSaysWhere() throws IOException {
    Files.writeString(file, SHOP);
    running.signal("HUP");
    running.await(AgentProfilesTest::isDivided, "divided");
    Files.writeString(file, SHOP.replace("yield", "yeild"));
    running.signal("HUP");
    StatusReport report =
        running.await(one -> !one.problems().isEmpty(), "told that a profile is wrong");
    assertThat(report.problems())
        .singleElement()
        .asString()
        .contains(file + ":7:", "use exclusive, latency, normal or yield");
    assertThat(isDivided(report)).isTrue();
    Files.writeString(file, SHOP);
    running.signal("HUP");
    running.await(one -> one.problems().isEmpty(), "right again");
    assertThat(running.host.attachments()).isEqualTo(1);
  }

  private static ProfileCatalog withBuiltIns(Path files) {
    return ProfileCatalog.of(
        Stream.concat(ProfilesToml.builtIns().stream(), ProfilesToml.readFolder(files).stream())
            .toList());
  }

  private static boolean isDivided(StatusReport report) {
    return report.layers().stream().anyMatch(layer -> layer.name().equals("high/yield"));
  }
}

package io.temper.agent.daemon;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.control.ControlAnswer;
import io.temper.agent.control.ControlAnswer.Heard;
import io.temper.agent.control.ControlCall;
import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.control.ControlClient;
import io.temper.agent.daemon.reload.ReloadedConfig;
import io.temper.agent.daemon.reload.ReloadedProfiles;
import io.temper.agent.daemon.reload.WatchedFile;
import io.temper.agent.json.CgroupExplanationJson;
import io.temper.agent.json.GroupedThreadsJson;
import io.temper.agent.report.agent.StatusReport;
import io.temper.agent.report.explain.CgroupExplanation.Profile;
import io.temper.agent.report.explain.CgroupExplanation.ProfiledGroup;
import io.temper.agent.report.observe.GroupedThread;
import io.temper.json.ConfigToml;
import io.temper.json.ProfilesToml;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.placement.ThreadReader;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    running.threads = new TwoThreads();
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

  @Test
  void groupsOfThreads_areToldWithWhereTheyWerePut() throws IOException {
    Files.writeString(file, SHOP);
    running.signal("HUP");
    running.await(AgentProfilesTest::isDivided, "divided");
    // Threads are looked at before the plan is there, and then not for seconds.
    running.signal("HUP");
    running.await(report -> groupOf(11).hasProfile(), "placing threads");
    running.await(report -> !groupOf(11).layer().isEmpty(), "placing threads where they belong");
    assertThat(groupOf(11)).isEqualTo(new GroupedThread("shop", "flush", "yield", "high/yield"));
    assertThat(groupOf(12)).isEqualTo(new GroupedThread("shop", "", "normal", ""));
    assertThat(groupOf(13)).isEqualTo(GroupedThread.NO_PROFILE);
  }

  @Test
  void explanation_hasTheProfileAndItsGroups() throws IOException {
    Files.writeString(file, SHOP);
    running.signal("HUP");
    running.await(AgentProfilesTest::isDivided, "divided");
    // Threads are looked at before the plan is there, and then not for seconds.
    running.signal("HUP");
    running.await(report -> groupOf(11).hasProfile(), "placing threads");
    Profile profile = profileOf(WEB);
    assertThat(profile.id()).isEqualTo("shop");
    assertThat(profile.groups())
        .containsExactly(new ProfiledGroup("flush", "yield", "high/yield", 1));
    assertThat(profileOf(PLAIN).id()).isEmpty();
    assertThat(profileOf(PLAIN).reason()).contains("all threads are treated alike");
  }

  @Test
  void groupsOfThreads_inSafeMode_areRefusedInWords() {
    running.signal("USR1");
    running.await("safe-mode");
    running.await(report -> ask().problem().contains("is safe-mode"), "placing no threads");
  }

  private GroupedThread groupOf(int tid) {
    return ask() instanceof Heard heard
        ? GroupedThreadsJson.read(heard.document()).of(tid)
        : GroupedThread.UNKNOWN;
  }

  private ControlAnswer ask() {
    return new ControlClient(running.socket()).ask(new ControlCall(Command.THREAD_GROUPS, ""));
  }

  private Profile profileOf(Workload workload) {
    String answer =
        new ControlClient(running.socket()).explain(workload.cgroup().orElseThrow());
    return Objects.requireNonNull(CgroupExplanationJson.read(answer).profile());
  }

  private static ProfileCatalog withBuiltIns(Path files) {
    return ProfileCatalog.of(
        Stream.concat(ProfilesToml.builtIns().stream(), ProfilesToml.readFolder(files).stream())
            .toList());
  }

  /** Two threads of the profiled workload. */
  private static final class TwoThreads implements ThreadReader {
    @Override
    public List<Integer> threadsIn(CgroupPath group) {
      return WEB.cgroup().equals(Optional.of(group)) ? List.of(11, 12) : List.of();
    }

    @Override
    public Optional<String> nameOf(int tid) {
      return Optional.of(tid == 11 ? "flush-1" : "main");
    }

    @Override
    public String commandOf(int tid) {
      return "";
    }
  }

  private static boolean isDivided(StatusReport report) {
    return report.layers().stream().anyMatch(layer -> layer.name().equals("high/yield"));
  }
}

package io.temper.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans a list of pods goes by the configuration of the agents, end to end. */
class PlanByConfigTest {
  private static final String PODS = PlanAndExplainTest.PODS;

  @TempDir
  private Path dir;

  /** By default no profile of the host that runs this has a say. */
  private CommandRun run(String config, String... words) throws IOException {
    var all = config.contains("[profiles]")
        ? config
        : config + "\n[profiles]\ndirectory = \"" + dir.resolve("no-profiles") + "\"\n";
    Files.createDirectories(dir.resolve("no-profiles"));
    var file = Files.writeString(dir.resolve("temper.toml"), all);
    var args = new ArrayList<>(List.of(words));
    args.addAll(List.of("-t", "4c8t", "--config", file.toString()));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private String pod(String cpu, String annotations) throws IOException {
    return Files.writeString(dir.resolve("pod.yaml"), """
            kind: Pod
            metadata:
              name: db
              namespace: shop
              annotations: {%s}
            spec:
              nodeName: node-1
              priority: 1000000
              containers: [{name: app, image: "acme:1", resources: {requests: {cpu: %s}}}]
            """.formatted(annotations, cpu))
        .toString();
  }

  @Test
  void plan_priorityMapping_isTheConfigured() throws IOException {
    var run = run("""
        [priority_mapping]
        critical = 5000000
        high = 900000
        normal = 0
        low = -2000
        """, "plan", "-f", PODS);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^shop/checkout +high +2 +Priority 1000000 is at least 900000")
        .containsPattern("(?m)^jobs/batch +low +0 +Priority -1000 is at least -2000");
  }

  @Test
  void plan_ceilings_areTheConfigured() throws IOException {
    var run = run("[ceilings]\nbackground = \"1500m\"\n", "plan", "-f", PODS);

    assertThat(run.out()).contains("CEILING").containsPattern("(?m)^background .* 1500m$");
  }

  @Test
  void plan_annotations_countUnderTheConfiguredPrefix() throws IOException {
    var pods = pod("500m", "acme.com/tier: low");
    String config = "[tiers]\nhonour_annotation = true\nannotation_prefixes = [\"%s/\"]\n";

    assertThat(run(config.formatted("acme.com"), "plan", "-f", pods).out())
        .containsPattern("(?m)^shop/db +low ");
    assertThat(run(config.formatted("other.com"), "plan", "-f", pods).out())
        .containsPattern("(?m)^shop/db +critical ");
  }

  @Test
  void explain_profileOfTheConfiguredFolder_isTheOneThatThePodNames() throws IOException {
    var folder = Files.createDirectory(dir.resolve("profiles"));
    Files.writeString(folder.resolve("acme.toml"), """
        apiVersion = "temper.io/v1"
        kind = "Profiles"

        [[profile]]
        id = "acme"
        [[profile.group]]
        name = "flush"
        threads = ["flush*"]
        treatment = "yield"
        """);
    var pods = pod("500m", "temper.io/workload-profile: acme");

    var run = run("[profiles]\ndirectory = \"" + folder + "\"\n", "explain", "shop/db", "-f", pods);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsPattern("(?m)^  profile +acme: The annotation temper.io/workload-profile asks")
        .contains("  group     flush: treatment yield, layer critical/yield");
    assertThat(run("", "explain", "shop/db", "-f", pods).out())
        .containsPattern("(?m)^  profile +none: ");
  }

  @Test
  void simulate_priorityMapping_isTheConfigured() throws IOException {
    var run = run(
        "[priority_mapping]\ncritical = 5000000\n",
        "simulate",
        "-f",
        PODS,
        "--remove",
        "shop/checkout");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("high").doesNotContain("critical");
  }

  @Test
  void lint_suppression_countsUnderTheConfiguredPrefix() throws IOException {
    var pods = pod("0", "lint-ignore.acme.com/critical_without_request: \"a probe\"");

    var standard = run("", "lint", "-f", pods).out();
    var own = run("[tiers]\nannotation_prefixes = [\"acme.com/\"]\n", "lint", "-f", pods)
        .out();

    assertThat(own).isNotEqualTo(standard).contains("a probe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "lint", "simulate"})
  void folderOfProfilesThatIsNotThere_isNoted_andHurtsNoOutput(String command) throws IOException {
    var run =
        run("[profiles]\ndirectory = \"/nowhere/profiles\"\n", command, "-f", PODS, "-o", "json");

    assertThat(run.err())
        .isEqualTo("temper: profiles.directory: there is no /nowhere/profiles on this host,"
            + " so of all thread profiles only the built-in ones count\n");
    assertThat(run.out()).startsWith("{");
  }

  @Test
  void wrongConfiguration_isRefusedWithLineAndOption() throws IOException {
    var run = run("[ceilings]\nbackground = \"much\"\n", "plan", "-f", PODS);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("temper: --config: ").contains("temper.toml:2:");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void wrongProfile_isRefusedWithItsFileAndOption() throws IOException {
    var folder = Files.createDirectory(dir.resolve("profiles"));
    Files.writeString(folder.resolve("acme.toml"), "profile = 1\n");

    var run = run("[profiles]\ndirectory = \"" + folder + "\"\n", "plan", "-f", PODS);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("temper: --config: ").contains("acme.toml: ");
  }

  @Test
  void profilesSwitchedOff_areSaidToBe_whateverThePodNames() throws IOException {
    var pods = pod("500m", "temper.io/workload-profile: jvm");

    var run = run("[profiles]\nenabled = false\n", "explain", "shop/db", "-f", pods);

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("  profile   none: No thread profiles are in force");
  }

  @Test
  void explain_profile_countsUnderTheConfiguredPrefix() throws IOException {
    var pods = pod("500m", "acme.com/workload-profile: jvm");
    String config = "[tiers]\nannotation_prefixes = [\"%s/\"]\n";

    assertThat(
            run(config.formatted("acme.com"), "explain", "shop/db", "-f", pods).out())
        .contains("  profile   jvm: The annotation acme.com/workload-profile asks");
    assertThat(
            run(config.formatted("other.com"), "explain", "shop/db", "-f", pods).out())
        .contains("  profile   none: ");
  }

  @Test
  void explain_podThatIsOnNoNode_hasItsProfile() throws IOException {
    var run = run("", "explain", "test/web", "-f", PODS);

    assertThat(run.out()).contains("none, so it is in no plan", "  profile   none: ");
  }

  @Test
  void systemPods_goWhereTheConfigurationSays() throws IOException {
    var pods = Files.writeString(dir.resolve("system.yaml"), """
            kind: Pod
            metadata: {name: proxy, namespace: kube-system}
            spec:
              nodeName: node-1
              priority: 2000001000
              priorityClassName: system-node-critical
              containers: [{name: app, image: "proxy:1", resources: {requests: {cpu: 100m}}}]
            """).toString();
    String config = "[tiers]\nsystem_pods = \"by-threshold\"\n";

    assertThat(run(config, "plan", "-f", pods).out())
        .containsPattern("(?m)^kube-system/proxy +critical ");
    assertThat(run("", "plan", "-f", pods).out())
        .containsPattern("(?m)^kube-system/proxy +system ");
    assertThat(run(config, "lint", "-f", pods).out()).contains("system_pod_in_tier");
    assertThat(run("", "lint", "-f", pods).out()).doesNotContain("system_pod_in_tier");
  }

  @Test
  void systemCgroups_areMembersOfTheSystemLayer() throws IOException {
    var run = run(
        "[system]\ncgroups = [\"/system.slice/containerd.service\"]\n",
        "plan",
        "-f",
        PODS,
        "-o",
        "json");

    assertThat(run.out()).contains("/system.slice/containerd.service");
  }

  @Test
  void simulate_anotherMachine_isPlannedByTheConfigurationAsWell() throws IOException {
    var run =
        run("[priority_mapping]\ncritical = 5000000\n", "simulate", "-f", PODS, "--on", "8c16t");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("high").doesNotContain("critical");
  }

  @Test
  void lint_priorityMapping_isTheConfigured() throws IOException {
    var pods = pod("0", "");
    var raised = "[priority_mapping]\ncritical = 5000000\n";

    assertThat(run("", "lint", "-f", pods).out()).contains("critical_without_request");
    assertThat(run(raised, "lint", "-f", pods).out()).doesNotContain("critical_without_request");
  }

  @Test
  void lint_tierAnnotation_isIgnoredOnlyWhereItIsNotHonoured() throws IOException {
    var pods = pod("500m", "temper.io/tier: low");

    assertThat(run("", "lint", "-f", pods).out()).contains("tier_annotation_ignored");
    assertThat(run("[tiers]\nhonour_annotation = true\n", "lint", "-f", pods).out())
        .doesNotContain("tier_annotation_ignored");
  }
}

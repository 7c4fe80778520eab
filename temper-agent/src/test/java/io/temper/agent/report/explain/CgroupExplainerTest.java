package io.temper.agent.report.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.explain.CgroupExplanation.OwnerKind;
import io.temper.agent.report.explain.CgroupExplanation.Rule;
import io.temper.runtime.InForce;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CgroupExplainerTest {
  private static CgroupExplanation explain(String cgroup) {
    return SampleNode.explainer().explain(new CgroupPath(cgroup));
  }

  private static CgroupExplanation.Owner owner(CgroupExplanation explanation) {
    return Objects.requireNonNull(explanation.owner());
  }

  private static CgroupExplanation.PlannedLayer layer(CgroupExplanation explanation) {
    return Objects.requireNonNull(explanation.layer());
  }

  private static CgroupExplanation.KernelPlace kernel(CgroupExplanation explanation) {
    return Objects.requireNonNull(explanation.kernel());
  }

  @Test
  void explain_groupOfAWorkload_hasRuleTierAndWhereTheKernelHasIt() {
    var explanation = explain("/web.slice");
    var owner = owner(explanation);
    assertThat(owner.name()).isEqualTo("file/web");
    assertThat(owner.rule()).isEqualTo(new Rule("web", "/web.slice", "tier = \"high\""));
    assertThat(owner.tier()).isEqualTo("high");
    assertThat(layer(explanation).name()).isEqualTo("high");
    assertThat(kernel(explanation).layer()).isEqualTo("high");
    assertThat(kernel(explanation).since()).isEqualTo(1);
    assertThat(explanation.agent().generation()).isEqualTo(2);
    assertThat(explanation.remedy()).isEmpty();
  }

  @Test
  void explain_groupOfAProfiledWorkload_hasTheProfileItsReasonAndItsGroups() {
    var profile = Objects.requireNonNull(explain("/web.slice").profile());
    assertThat(profile.id()).isEqualTo("shop");
    assertThat(profile.reason()).contains("asks for the profile shop");
    assertThat(profile.groups())
        .containsExactly(new CgroupExplanation.ProfiledGroup("flush", "yield", "high", 4));
  }

  @Test
  void explain_groupOfAWorkloadWithoutAProfile_saysSo() {
    var profile = Objects.requireNonNull(explain("/batch.slice/b").profile());
    assertThat(profile.id()).isEmpty();
    assertThat(profile.reason()).contains("all threads are treated alike");
    assertThat(profile.groups()).isEmpty();
    assertThat(explain("/other.slice").profile()).isNull();
    assertThat(explain("/runtime.slice").profile()).isNull();
  }

  @Test
  void explain_groupInsideOfOne_isThatOfTheNearestAroundIt() {
    var explanation = explain("/web.slice/a/b");
    assertThat(owner(explanation).cgroup()).isEqualTo(new CgroupPath("/web.slice"));
    assertThat(kernel(explanation).cgroup()).isEqualTo(new CgroupPath("/web.slice"));
  }

  @ParameterizedTest
  @CsvSource({
    "file:/w.toml, 'name it in file:/w.toml (cgroup = \"/other.slice\")'",
    "systemd, Tier= in the section [X-Temper] of a slice gives a tier to the units in it",
    "kubernetes:node-1, can be named in cgroups of [system] in the configuration",
    "nomad, can be named in cgroups of [system] in the configuration",
  })
  void explain_groupThatNobodyNames_saysWhatWouldDependingOnTheSource(String source, String way) {
    assertThat(SampleNode.of(source).explain(new CgroupPath("/other.slice")).remedy())
        .startsWith("nothing names this group or one around it")
        .contains(way);
  }

  @Test
  void explain_groupThatCameLater_hasItsOwnGeneration() {
    var explanation = explain("/batch.slice/b");
    assertThat(owner(explanation).name()).isEqualTo("file/batch:/batch.slice/b");
    assertThat(owner(explanation).rule())
        .isEqualTo(new Rule("batch", "/batch.slice/*", "priority = -500"));
    assertThat(owner(explanation).reason()).contains("Priority -500 is below every threshold");
    assertThat(kernel(explanation).since()).isEqualTo(2);
    assertThat(kernel(explain("/batch.slice/a")).since()).isEqualTo(1);
  }

  @Test
  void explain_groupThatNothingNames_isInTheDefaultLayerWithTheRemedy() {
    var explanation = explain("/other.slice");
    assertThat(explanation.owner()).isNull();
    assertThat(layer(explanation).name()).isEqualTo("default");
    assertThat(kernel(explanation).layer()).isEqualTo("default");
    assertThat(kernel(explanation).cgroup()).isNull();
    assertThat(explanation.remedy())
        .contains("default layer", "file:/etc/temper/workloads.toml", "cgroup = \"/other.slice\"");
  }

  @Test
  void explain_groupAroundWorkloads_namesThem() {
    var explanation = explain("/batch.slice");
    assertThat(explanation.owner()).isNull();
    assertThat(explanation.inside().count()).isEqualTo(2);
    assertThat(explanation.inside().some()).contains("file/batch:/batch.slice/a");
  }

  @Test
  void explain_groupDeeperThanTheKernelLooks_isInTheDefaultLayer() {
    assertThat(explain("/web.slice" + "/d".repeat(15)).owner()).isNotNull();
    var explanation = explain("/web.slice" + "/d".repeat(16));
    assertThat(explanation.owner()).isNull();
    assertThat(kernel(explanation).layer()).isEqualTo("default");
  }

  @Test
  void levels_areAsManyAsTheSchedulerLooksAt() throws IOException {
    var abi = new Properties();
    try (var in = getClass().getResourceAsStream("/META-INF/temper/bpf/v1/abi.properties")) {
      abi.load(in);
    }
    assertThat(abi.getProperty("const.T_CGROUP_DEPTH")).isEqualTo("" + InForce.LEVELS);
  }

  @Test
  void explain_groupOfTheSystem_namesTheConfiguration() {
    var explanation = explain("/runtime.slice/x");
    assertThat(owner(explanation).kind()).isEqualTo(OwnerKind.SYSTEM_CGROUP);
    assertThat(layer(explanation).name()).isEqualTo("system");
  }

  @Test
  void explain_decisions_areThoseThatConcernIt() {
    assertThat(explain("/web.slice").decisions())
        .extracting(CgroupExplanation.DecisionLine::name)
        .contains("LimitNotEnforced")
        .doesNotContain("OmittedTier");
    assertThat(owner(explain("/web.slice")).limitMillis()).isEqualTo(2000);
  }

  @Test
  void explain_beforeThePlanIsPublished_saysThatTheKernelHasAnother() {
    var explanation = SampleNode.behind().explain(new CgroupPath("/batch.slice/b"));
    assertThat(layer(explanation).name()).isEqualTo("background");
    assertThat(kernel(explanation).layer()).isEqualTo("default");
    assertThat(explanation.remedy()).contains("another layer than the plan");
  }

  @Test
  void explain_onTheStockScheduler_hasThePlanAndNoPlaceInTheKernel() {
    var explanation = SampleNode.notEnforcing().explain(new CgroupPath("/web.slice"));
    assertThat(owner(explanation).tier()).isEqualTo("high");
    assertThat(explanation.kernel()).isNull();
    assertThat(explanation.agent().state()).isEqualTo("observing");
  }

  @Test
  void explain_beforeTheFirstPlan_saysSo() {
    var explanation = SampleNode.withoutAPlan().explain(new CgroupPath("/web.slice"));
    assertThat(explanation.owner()).isNull();
    assertThat(explanation.layer()).isNull();
    assertThat(explanation.remedy()).contains("no plan yet", "temper status");
  }
}

package io.temper.agent.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.runtime.source.RuledWorkloads;
import io.temper.tier.PriorityThresholds;
import io.temper.tier.Tier;
import io.temper.tier.TierPolicy;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemdUnitsTest {
  private static final TierPolicy TIERS = TierPolicy.byRules(
      RuledWorkloads.tierRules(TierRules.STANDARD).withThresholds(PriorityThresholds.CPU_WEIGHTS));

  @TempDir
  private Path root;

  private FakeHost host;

  @BeforeEach
  void makeTheHost() {
    host = new FakeHost(root);
  }

  /** The tiers of the units by name. */
  private static Map<String, Optional<Tier>> tiersOf(SystemdUnits units) {
    Map<String, Optional<Tier>> tiers = new TreeMap<>();
    units
        .workloads()
        .forEach(unit -> tiers.put(unit.id().name(), TIERS.assign(unit).tier()));
    return tiers;
  }

  private Map<String, Optional<Tier>> tiers() {
    return tiersOf(host.units());
  }

  @Test
  void workload_isNamedAsSystemdNamesIt() {
    host.group("/system.slice/srv-a\\x2db.service", 100);
    assertThat(host.units().workloads().stream()).singleElement().satisfies(unit -> {
      assertThat(unit.id()).hasToString("systemd/srv-a\\x2db.service");
      assertThat(unit.cgroup()).contains(new CgroupPath("/system.slice/srv-a\\x2db.service"));
      assertThat(unit.request()).isEqualTo(CpuQuantity.ZERO);
    });
  }

  @ParameterizedTest
  @CsvSource({
    "0, BACKGROUND",
    "1, BACKGROUND",
    "30, BACKGROUND",
    "49, BACKGROUND",
    "50, LOW",
    "99, LOW",
    "100, NORMAL",
    "101, HIGH",
    "10000, HIGH"
  })
  void tier_withoutAWord_goesByTheWeight(int weight, Tier tier) {
    host.group("/system.slice/web.service", weight);
    assertThat(tiers()).containsExactly(Map.entry("web.service", Optional.of(tier)));
  }

  /** Its weight reads 1 where the kernel is newer. */
  @Test
  void tier_idle_isBackground() {
    host.group("/system.slice/web.service", 1);
    host.write("sys/fs/cgroup/system.slice/web.service/cpu.idle", "1\n");
    assertThat(host.units().workloads().stream().map(unit -> unit.priority().orElse(-1)))
        .containsExactly(0);
  }

  @Test
  void tier_cpuControllerNotHandedDown_isNormal() {
    host.group("/system.slice/web.service", null);
    assertThat(tiers()).containsEntry("web.service", Optional.of(Tier.NORMAL));
  }

  @Test
  void tier_written_standsAboveTheWeight() {
    host.group("/system.slice/web.service", 10);
    host.write(
        "etc/systemd/system/web.service.d/tier.conf", "[X-Temper]", "Tier=critical", "Request=2");
    SystemdUnits units = host.units();
    assertThat(tiersOf(units)).containsEntry("web.service", Optional.of(Tier.CRITICAL));
    assertThat(units.workloads().stream().map(Workload::request))
        .containsExactly(CpuQuantity.ofCpus(2));
  }

  @Test
  void tier_writtenOfASlice_holdsForItsUnitsUnlessTheySayOtherwise() {
    host.group("/batch.slice/batch-night.slice/a.service", 100);
    host.group("/batch.slice/b.scope", 100);
    host.group("/batch.slice/c.service", 100);
    host.write("etc/systemd/system/batch.slice", "[X-Temper]", "Tier=background");
    host.write("etc/systemd/system/batch-night.slice.d/t.conf", "[X-Temper]", "Tier=low");
    host.write("etc/systemd/system/c.service.d/t.conf", "[X-Temper]", "Tier=high");
    assertThat(tiers())
        .containsEntry("a.service", Optional.of(Tier.LOW))
        .containsEntry("b.scope", Optional.of(Tier.BACKGROUND))
        .containsEntry("c.service", Optional.of(Tier.HIGH));
  }

  /** A weight counts among siblings: what is large within a light slice is light all the same. */
  @ParameterizedTest
  @CsvSource({
    "100, 100, NORMAL",
    "10, 100, BACKGROUND",
    "10, 900, BACKGROUND",
    "900, 10, BACKGROUND",
    "900, 100, HIGH",
    "100, 900, HIGH",
    "60, 900, LOW"
  })
  void tier_weightOfTheSlice_boundsThatOfTheUnit(int slice, int unit, Tier tier) {
    host.group("/batch.slice", slice).group("/batch.slice/web.service", unit);
    assertThat(tiers()).containsEntry("web.service", Optional.of(tier));
  }

  @Test
  void unit_isOneWorkloadWithAllThatIsDelegatedToIt() {
    host.group("/system.slice/docker.service/container/a.service", 100);
    host.group("/user.slice/user-1000.slice/user@1000.service/app.slice/app-x.service", 100);
    host.group("/user.slice/user-1000.slice/session-3.scope", 100);
    assertThat(tiers()).containsOnlyKeys("docker.service", "user@1000.service", "session-3.scope");
  }

  /** Its slice was changed, and of what ran before something was not stopped. */
  @Test
  void unitWithAGroupInEachOfTwoSlices_isOneWorkloadInEach() {
    host.group("/system.slice/web.service", 100);
    host.group("/batch.slice/web.service", 100);
    host.write("etc/systemd/system/web.service.d/t.conf", "[X-Temper]", "Tier=high");
    assertThat(host.units().workloads().stream()
            .map(unit -> unit.id() + " " + unit.cgroup().orElseThrow().value() + " "
                + TIERS.assign(unit).tier().orElseThrow()))
        .containsExactlyInAnyOrder(
            "systemd/web.service /batch.slice/web.service HIGH",
            "systemd/web.service /system.slice/web.service HIGH");
  }

  @Test
  void groupsThatAreNoUnits_areLeftAlone() {
    host.group("/docker/abc", 100);
    host.group("/system.slice/dev-hugepages.mount", 100);
    host.group("/system.slice/web.service", 100);
    assertThat(tiers()).containsOnlyKeys("web.service");
  }

  @Test
  void initSystemdItselfAndSlicesOfOrchestrators_areLeftAlone() {
    host.group("/system.slice/systemd-journald.service", 100);
    host.group("/system.slice/systemd-udevd.service/udev", 100);
    host.group("/kubepods.slice/kubepods-besteffort.slice/cri-containerd-1.scope", 1);
    host.group("/nomad.slice/share.slice/a.web.scope", 100);
    assertThat(tiers()).isEmpty();
  }

  @Test
  void agentItself_isLeftAlone_andNobodyElseOfItsSlice() {
    host.group("/system.slice/temper.service", 100);
    host.group("/system.slice/web.service", 100);
    assertThat(tiersOf(host.units("/system.slice/temper.service"))).containsOnlyKeys("web.service");
    assertThat(tiersOf(host.units("/system.slice/temper.service/inside")))
        .containsOnlyKeys("web.service");
  }

  @Test
  void whatIsInTheSystemLayer_isLeftAlone() {
    host.group("/system.slice/containerd.service", 100);
    host.group("/runtime.slice/crio.service", 100);
    host.group("/system.slice/web.service", 100);
    assertThat(tiersOf(host.units(null, "/system.slice/containerd.service", "/runtime.slice")))
        .containsOnlyKeys("web.service");
  }

  @Test
  void fileThatCannotBeUsed_unitKeepsWhatItWas_andItIsSaid() {
    host.group("/system.slice/web.service", 10);
    String file = "etc/systemd/system/web.service.d/tier.conf";
    host.write(file, "[X-Temper]", "Tier=high");
    SystemdUnits units = host.units();
    assertThat(tiersOf(units)).containsEntry("web.service", Optional.of(Tier.HIGH));
    assertThat(units.notes()).isEmpty();

    host.write(file, "[X-Temper]", "Tier=hihg");
    assertThat(tiersOf(units)).containsEntry("web.service", Optional.of(Tier.HIGH));
    assertThat(tiersOf(units)).containsEntry("web.service", Optional.of(Tier.HIGH));
    assertThat(units.notes())
        .singleElement()
        .asString()
        .contains("tier.conf:2: there is no tier 'hihg': write one of critical, high")
        .endsWith("until then the unit is what it was before, or goes by its weight");

    host.write(file, "[X-Temper]", "Tier=low");
    assertThat(tiersOf(units)).containsEntry("web.service", Optional.of(Tier.LOW));
    assertThat(units.notes()).isEmpty();
  }

  @Test
  void fileThatCannotBeUsedFromTheBeginning_unitGoesByItsWeight() {
    host.group("/system.slice/web.service", 10);
    host.write("etc/systemd/system/web.service.d/tier.conf", "[X-Temper]", "tier=high");
    assertThat(tiers()).containsEntry("web.service", Optional.of(Tier.BACKGROUND));
  }

  @Test
  void dropInOfManyUnits_isOneProblem_andManyProblemsAreCounted() {
    for (int i = 0; i < 9; i++) {
      host.group("/system.slice/web" + i + ".service", 100);
    }
    host.write("etc/systemd/system/service.d/tier.conf", "[X-Temper]", "Tier=x");
    SystemdUnits units = host.units();
    units.workloads();
    assertThat(units.notes()).hasSize(1);
    for (int i = 0; i < 9; i++) {
      host.write("etc/systemd/system/web" + i + ".service.d/t.conf", "[X-Temper]", "Tier=x");
    }
    units.workloads();
    assertThat(units.notes()).hasSize(6).last().asString().startsWith("5 more files");
  }

  @Test
  void unitThatStops_isGone_andItsWordIsReadAnewWhenItStarts() {
    host.group("/system.slice/web.service", 100);
    host.write("etc/systemd/system/web.service.d/t.conf", "[X-Temper]", "Tier=high");
    SystemdUnits units = host.units();
    tiersOf(units);
    host.remove("/system.slice/web.service");
    assertThat(tiersOf(units)).isEmpty();
    host.group("/system.slice/web.service", 100);
    host.write("etc/systemd/system/web.service.d/t.conf", "[X-Temper]", "Tier=x");
    assertThat(tiersOf(units)).containsEntry("web.service", Optional.of(Tier.NORMAL));
  }

  @Test
  void sign_changesWithAWeight_alsoWithThatOfASlice() {
    host.group("/batch.slice", 100).group("/batch.slice/web.service", 100);
    SystemdUnits units = host.units();
    units.workloads();
    Object before = units.sign();
    assertThat(units.sign()).isEqualTo(before);
    host.group("/batch.slice/web.service", 10);
    Object after = units.sign();
    assertThat(after).isNotEqualTo(before);
    host.group("/batch.slice", 10);
    assertThat(units.sign()).isNotEqualTo(after);
  }

  @Test
  void hostWithoutSystemd_isSaidWithRemedy() {
    host.remove("/init.scope");
    host.remove("/system.slice");
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(host.units()::workloads)
        .withMessageContainingAll("no unit of systemd", "--source file:PATH");
  }
}

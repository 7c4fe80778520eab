package io.temper.agent.daemon.watch;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.linux.CgroupTree;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.ExclusiveCpus;
import io.temper.plan.LayerRole;
import io.temper.plan.NodeConstraints;
import io.temper.plan.PlanContext;
import io.temper.plan.TierPlanner;
import io.temper.tier.Tier;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostConstraintsTest {
  private static final Workload WEB = inTier("web", Tier.CRITICAL, 1000);
  private static final Workload API = inTier("api", Tier.HIGH, 1000);

  @TempDir
  Path root;

  private long nanos = 7;
  private List<ExclusiveCpus> ofOrchestrator = List.of();
  private HostConstraints constraints;

  @BeforeEach
  void setUp() throws IOException {
    write("cgroup/cgroup.controllers", "cpuset cpu");
    constraints = new HostConstraints(
        CgroupTree.open(root.resolve("cgroup")).reader(),
        root.resolve("irq"),
        root.resolve("kubelet/cpu_manager_state"),
        () -> ofOrchestrator,
        () -> nanos);
  }

  @Test
  void apply_hostWithNothingOfTheKind_isNone() {
    assertThat(constraints.apply(WorkloadSet.of(WEB))).isEqualTo(NodeConstraints.NONE);
  }

  @Test
  void apply_allOfIt_isRead() throws IOException {
    write("irq/24/eth0/x", "");
    write("irq/24/smp_affinity_list", "3");
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "1-2");
    write(
        "kubelet/cpu_manager_state",
        "{\"policyName\": \"static\", \"entries\": {\"u1\": {\"a\": \"6-7\"}}}");

    NodeConstraints read = constraints.apply(WorkloadSet.of(WEB, API));

    assertThat(read.interrupts()).isEqualTo(Map.of(24, CpuSet.of(3)));
    assertThat(read.cpusets()).isEqualTo(Map.of(WEB.id(), CpuSet.of(1, 2)));
    assertThat(read.exclusiveCpus()).isEqualTo(CpuSet.of(6, 7));
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void apply_whatCannotBeRead_isAProblemAndTheRestIsThere() throws IOException {
    write("kubelet/cpu_manager_state", "no json");
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "1-2");

    NodeConstraints read = constraints.apply(WorkloadSet.of(WEB));

    assertThat(read.cpusets()).hasSize(1);
    assertThat(read.problems()).hasSize(1).first().asString().contains("cpu_manager_state");
  }

  @Test
  void apply_withinAMinute_readsTheCpusetsOfNewWorkloadsOnly() throws IOException {
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "1-2");
    write("cgroup/kubepods.slice/api/cpuset.cpus.effective", "4");
    constraints.apply(WorkloadSet.of(WEB));
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "5");

    assertThat(constraints.apply(WorkloadSet.of(WEB, API)).cpusets())
        .isEqualTo(Map.of(WEB.id(), CpuSet.of(1, 2), API.id(), CpuSet.of(4)));
    nanos += 60_000_000_000L;
    assertThat(constraints.apply(WorkloadSet.of(WEB, API)).cpusets())
        .isEqualTo(Map.of(WEB.id(), CpuSet.of(5), API.id(), CpuSet.of(4)));
  }

  @Test
  void apply_groupWithoutACpuset_isLookedAtOnceAMinute() throws IOException {
    write("cgroup/kubepods.slice/web/cpu.stat", "usage_usec 1");
    constraints.apply(WorkloadSet.of(WEB, API));
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "1-2");
    write("cgroup/kubepods.slice/api/cpuset.cpus.effective", "4");

    assertThat(constraints.apply(WorkloadSet.of(WEB, API)).cpusets())
        .as("the other one was not there before")
        .isEqualTo(Map.of(API.id(), CpuSet.of(4)));
    nanos += 60_000_000_000L;
    assertThat(constraints.apply(WorkloadSet.of(WEB, API)).cpusets())
        .isEqualTo(Map.of(WEB.id(), CpuSet.of(1, 2), API.id(), CpuSet.of(4)));
  }

  @Test
  void apply_kubeletThatGaveCpusAway_hasChangedTheCpusetsOfOthersToo() throws IOException {
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "0-7");
    constraints.apply(WorkloadSet.of(WEB));
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "0-1,4-7");
    write("kubelet/cpu_manager_state", given("u1", "a", "2-3"));

    assertThat(constraints.apply(WorkloadSet.of(WEB)).cpusets())
        .isEqualTo(Map.of(WEB.id(), CpuSet.parse("0-1,4-7")));
  }

  @Test
  void signs_hostWithoutAKubeletFile_stayTheSame() {
    Object before = signs();
    nanos += 60_000_000_000L;
    assertThat(signs()).isEqualTo(before);
  }

  @Test
  void signs_besideAKubelet_areOthersWhenItWritesAndEveryMinute() throws IOException {
    Object none = signs();
    write("kubelet/cpu_manager_state", given("u1", "a", "2-3"));
    Object first = signs();
    assertThat(first).isNotEqualTo(none).isEqualTo(signs());
    nanos += 60_000_000_000L;
    Object later = signs();
    assertThat(later).isNotEqualTo(first).isEqualTo(signs());
    Files.setLastModifiedTime(
        root.resolve("kubelet/cpu_manager_state"), FileTime.fromMillis(1_000_000));
    assertThat(signs()).isNotEqualTo(later);
  }

  private Object signs() {
    return HostConstraints.signs(root.resolve("kubelet/cpu_manager_state"), () -> nanos);
  }

  @ParameterizedTest
  @CsvSource({
    "/kubepods/pod0a1b-2c/web",
    "/kubepods/pod0a1b-2c",
    "/kubepods.slice/kubepods-pod0a1b_2c.slice/cri-containerd-1.scope",
    "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod0a1b_2c.slice",
  })
  void apply_exclusiveCpus_areOfTheWorkloadWhoseGroupIsOfThePod(String cgroup) throws IOException {
    write("kubelet/cpu_manager_state", given("0a1b-2c", "a", "2-3"));
    Workload web = inGroup("web", cgroup);

    NodeConstraints read = constraints.apply(WorkloadSet.of(web, API));

    assertThat(read.heldBy(web.id())).isEqualTo(2);
    assertThat(read.heldBy(API.id())).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/kubepods/pod0a1b-2c9/web",
    "/kubepods/xpod0a1b-2c",
    "/kubepods.slice/kubepods-pod10a1b_2c.slice",
    "/kubepods",
  })
  void apply_groupOfAnotherPod_holdsNothing(String cgroup) throws IOException {
    write("kubelet/cpu_manager_state", given("0a1b-2c", "a", "2-3"));
    Workload web = inGroup("web", cgroup);

    NodeConstraints read = constraints.apply(WorkloadSet.of(web));

    assertThat(read.heldBy(web.id())).isZero();
    assertThat(read.exclusiveCpus()).isEqualTo(CpuSet.of(2, 3));
  }

  @Test
  void apply_twoWorkloadsOfAPod_holdWhatTheirCpusetIs() throws IOException {
    write("kubelet/cpu_manager_state", given("u1", "a", "2-3"));
    Workload web = inGroup("web", "/kubepods/podu1/web");
    Workload side = inGroup("side", "/kubepods/podu1/side");
    write("cgroup/kubepods/podu1/side/cpuset.cpus.effective", "0-1,4-7");
    write("cgroup/kubepods/podu1/web/cpuset.cpus.effective", "2-3");

    NodeConstraints read = constraints.apply(WorkloadSet.of(side, web));

    assertThat(read.heldBy(web.id())).isEqualTo(2);
    assertThat(read.heldBy(side.id())).isZero();
  }

  @Test
  void apply_criticalPodWithCpusOfItsOwn_getsNoFenceBeside() throws IOException {
    write("kubelet/cpu_manager_state", given("u1", "a", "2,6"));
    Workload web = inGroup("web", "/kubepods/podu1");
    WorkloadSet workloads = WorkloadSet.of(web);

    EnforcementPlan plan = TierPlanner.standard()
        .plan(
            workloads,
            NodeTopology.parse("4c8t"),
            PlanContext.NONE.withConstraints(constraints.apply(workloads)));

    assertThat(plan.layer(LayerRole.CRITICAL).orElseThrow().cpus()).isEqualTo(CpuSet.empty());
  }

  @Test
  void apply_fileThatCannotBeReadAnyMore_staysAsItWasWithTheProblem() throws IOException {
    write("kubelet/cpu_manager_state", given("u1", "a", "2-3"));
    write("irq/24/eth0/x", "");
    write("irq/24/smp_affinity_list", "3");
    NodeConstraints good = constraints.apply(WorkloadSet.of(WEB));
    write("kubelet/cpu_manager_state", "no json");
    write("irq/24/smp_affinity_list", "three");
    nanos += 60_000_000_000L;

    NodeConstraints bad = constraints.apply(WorkloadSet.of(WEB));

    assertThat(bad.exclusiveCpus()).isEqualTo(CpuSet.of(2, 3));
    assertThat(bad.interrupts()).isEqualTo(good.interrupts());
    assertThat(bad.problems()).hasSize(2);

    Files.delete(root.resolve("kubelet/cpu_manager_state"));
    write("irq/24/smp_affinity_list", "5");
    NodeConstraints again = constraints.apply(WorkloadSet.of(WEB));
    assertThat(again.exclusiveCpus()).isEqualTo(CpuSet.empty());
    assertThat(again.interrupts()).isEqualTo(Map.of(24, CpuSet.of(5)));
    assertThat(again.problems()).isEmpty();
  }

  @Test
  void apply_cpusetThatCannotBeRead_hidesNoOtherAndStaysAsItWas() throws IOException {
    Workload third = inTier("third", Tier.LOW, 10);
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "1-2");
    write("cgroup/kubepods.slice/api/cpuset.cpus.effective", "4");
    write("cgroup/kubepods.slice/third/cpuset.cpus.effective", "three");
    WorkloadSet workloads = WorkloadSet.of(WEB, API, third);
    assertThat(constraints.apply(workloads).cpusets())
        .isEqualTo(Map.of(WEB.id(), CpuSet.of(1, 2), API.id(), CpuSet.of(4)));

    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "one");
    nanos += 60_000_000_000L;
    NodeConstraints read = constraints.apply(workloads);
    assertThat(read.cpusets()).isEqualTo(Map.of(WEB.id(), CpuSet.of(1, 2), API.id(), CpuSet.of(4)));
    assertThat(read.problems()).singleElement().asString().endsWith(", and 1 more like it");

    // It is still a problem within the minute, and tried again all the same.
    assertThat(constraints.apply(workloads).problems()).hasSize(1);
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "5");
    write("cgroup/kubepods.slice/third/cpuset.cpus.effective", "6");
    NodeConstraints again = constraints.apply(workloads);
    assertThat(again.cpusets()).containsEntry(WEB.id(), CpuSet.of(5));
    assertThat(again.cpusets()).containsEntry(third.id(), CpuSet.of(6));
    assertThat(again.problems()).isEmpty();
  }

  @Test
  void apply_cpusThatTheOrchestratorGaveAway_countBesideThoseOfTheKubelet() throws IOException {
    write("kubelet/cpu_manager_state", given("u1", "a", "2-3"));
    ofOrchestrator = List.of(new ExclusiveCpus("Nomad client", API.id().uid(), CpuSet.of(6, 7)));

    NodeConstraints read = constraints.apply(WorkloadSet.of(WEB, API));

    assertThat(read.exclusiveCpus()).isEqualTo(CpuSet.parse("2-3,6-7"));
    assertThat(read.heldBy(API.id())).isEqualTo(2);
    ofOrchestrator = List.of();
    assertThat(constraints.apply(WorkloadSet.of(WEB)).exclusiveCpus()).isEqualTo(CpuSet.of(2, 3));
  }

  @Test
  void apply_orchestratorThatGaveCpusAway_hasChangedTheCpusetsOfOthersToo() throws IOException {
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "0-7");
    constraints.apply(WorkloadSet.of(WEB));
    write("cgroup/kubepods.slice/web/cpuset.cpus.effective", "0-3");
    ofOrchestrator = List.of(new ExclusiveCpus("Nomad client", null, CpuSet.range(4, 7)));

    assertThat(constraints.apply(WorkloadSet.of(WEB)).cpusets())
        .isEqualTo(Map.of(WEB.id(), CpuSet.range(0, 3)));
  }

  private static String given(String pod, String container, String cpus) {
    return "{\"policyName\": \"static\", \"entries\": {\"" + pod + "\": {\"" + container + "\": \""
        + cpus + "\"}}}";
  }

  private static Workload inGroup(String name, String cgroup) {
    return inTier(name, Tier.CRITICAL, 2000).toBuilder()
        .cgroup(new CgroupPath(cgroup))
        .build();
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }
}

package io.temper.agent.daemon;

import static io.temper.testkit.Workloads.inTier;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.linux.CgroupTree;
import io.temper.node.CpuSet;
import io.temper.plan.NodeConstraints;
import io.temper.tier.Tier;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostConstraintsTest {
  private static final Workload WEB = inTier("web", Tier.CRITICAL, 1000);
  private static final Workload API = inTier("api", Tier.HIGH, 1000);

  @TempDir
  Path root;

  private long nanos = 7;
  private HostConstraints constraints;

  @BeforeEach
  void setUp() throws IOException {
    write("cgroup/cgroup.controllers", "cpuset cpu");
    constraints = new HostConstraints(
        CgroupTree.open(root.resolve("cgroup")).reader(),
        root.resolve("irq"),
        root.resolve("kubelet/cpu_manager_state"),
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

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }
}

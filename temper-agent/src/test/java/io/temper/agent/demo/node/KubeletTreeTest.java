package io.temper.agent.demo.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.TemperException;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletTreeTest {
  private final FakeCgroups files = new FakeCgroups();
  private final PodSet pods = PodSet.of(
      WorkloadSet.of(
          pod("web", "u-1", ServiceClass.BURSTABLE, 500),
          pod("db", "u-2", ServiceClass.GUARANTEED, 2000),
          pod("job", "u-3", ServiceClass.BEST_EFFORT, 0)),
      CgroupDriver.SYSTEMD);

  private static Workload pod(String name, String uid, ServiceClass serviceClass, long millis) {
    return Workload.builder(new WorkloadId("ns", name, uid))
        .serviceClass(serviceClass)
        .request(new CpuQuantity(millis))
        .build();
  }

  private KubeletTree create() {
    return KubeletTree.create(files, CgroupDriver.SYSTEMD, pods.all(), 4);
  }

  @Test
  void create_namesGroupsAsAKubeletWithTheSystemdDriverDoes() {
    create();
    assertThat(files.groups())
        .contains(
            "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podu_1.slice",
            "/kubepods.slice/kubepods-podu_2.slice",
            "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podu_3.slice");
    assertThat(pods.named("web").container().value())
        .matches(".*/kubepods-burstable-podu_1\\.slice/cri-containerd-[0-9a-f]{64}\\.scope");
  }

  @Test
  void paths_withTheCgroupfsDriver() {
    var plain = PodSet.of(
        WorkloadSet.of(
            pod("web", "u-1", ServiceClass.BURSTABLE, 500),
            pod("db", "u-2", ServiceClass.GUARANTEED, 2000)),
        CgroupDriver.CGROUPFS);
    assertThat(plain.named("web").cgroup()).isEqualTo(new CgroupPath("/kubepods/burstable/podu-1"));
    assertThat(plain.named("db").cgroup()).isEqualTo(new CgroupPath("/kubepods/podu-2"));
    assertThat(plain.named("db").container().value()).matches("/kubepods/podu-2/[0-9a-f]{64}");
  }

  @Test
  void create_givesEveryLevelTheWeightOfItsRequests() {
    create();
    assertThat(files.written("/kubepods.slice/cpu.weight")).as("4 CPUs").isEqualTo("157");
    assertThat(files.written("/kubepods.slice/kubepods-burstable.slice/cpu.weight"))
        .as("the sum of the burstable pods")
        .isEqualTo("20");
    assertThat(files.written("/kubepods.slice/kubepods-besteffort.slice/cpu.weight"))
        .isEqualTo("1");
    assertThat(files.written(pods.named("db").cgroup() + "/cpu.weight")).isEqualTo("79");
    assertThat(files.written(pods.named("db").container() + "/cpu.weight")).isEqualTo("174");
  }

  @Test
  void create_handsTheCpuControllerDownToTheContainers() {
    create();
    assertThat(files.written("//cgroup.subtree_control")).isEqualTo("+cpu");
    assertThat(files.written(pods.named("job").cgroup() + "/cgroup.subtree_control"))
        .isEqualTo("+cpu");
  }

  @ParameterizedTest
  @CsvSource({"'', -cpu", "memory cpuset pids, -cpu", "cpu memory, +cpu", "cpuset cpu, +cpu"})
  void close_leavesTheHostsOwnGroupsDividedAsBefore(String before, String last) {
    files.write(new CgroupPath("/"), "cgroup.subtree_control", before);
    create().close();
    assertThat(files.written("//cgroup.subtree_control")).isEqualTo(last);
  }

  @Test
  void close_controllerThatOthersUseByNow_isLeft() {
    KubeletTree tree = create();
    files.refuse("-cpu");
    tree.close();
    assertThat(files.groups()).isEmpty();
  }

  @Test
  void close_killsAndRemovesEverything_andMayBeRepeated() {
    KubeletTree tree = create();
    tree.close();
    assertThat(files.written("/kubepods.slice/cgroup.kill")).isEqualTo("1");
    assertThat(files.groups()).isEmpty();
    tree.close();
  }

  @Test
  void create_thatFailsHalfWay_leavesNothing() {
    files.refuse("podu_3");
    assertThatExceptionOfType(TemperException.class).isThrownBy(this::create);
    assertThat(files.groups()).isEmpty();
  }

  @Test
  void create_besideAKubelet_isRefusedAndTouchesNothing() {
    files.create(CgroupDriver.SYSTEMD.root());
    assertThatExceptionOfType(TemperException.class)
        .isThrownBy(this::create)
        .withMessageContaining("seems to run a kubelet")
        .withMessageContaining("--here");
    assertThat(files.groups()).isEqualTo(List.of("/kubepods.slice"));
  }

  @Test
  void freeze_stopsAndContinuesAPod() {
    KubeletTree tree = create();
    tree.freeze(pods.named("job"), true);
    assertThat(files.written(pods.named("job").cgroup() + "/cgroup.freeze")).isEqualTo("1");
    tree.freeze(pods.named("job"), false);
    assertThat(files.written(pods.named("job").cgroup() + "/cgroup.freeze")).isEqualTo("0");
  }
}

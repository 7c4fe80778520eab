package io.temper.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodGroupsTest {
  private static final String KIND =
      "kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-besteffort.slice/";

  @TempDir
  Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/kubepods.slice/kubepods-poda_b.slice",
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-poda_b.slice",
        "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-poda_b.slice",
        "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-poda_b.slice",
        "/" + KIND + "kubelet-kubepods-besteffort-poda_b.slice",
        "/docker/0a1b/" + KIND + "kubelet-kubepods-besteffort-poda_b.slice",
        "/kubepods/poda-b",
        "/kubepods/burstable/poda-b",
        "/kubepods/besteffort/poda-b",
        "/kubelet/kubepods/burstable/poda-b",
        "/docker/0a1b/kubelet/kubepods/burstable/poda-b"
      })
  void podGroups_eachLayout_isFoundWithItsUid(String path) {
    FakeFiles files = new FakeFiles(root).write("cgroup.controllers", "cpu");
    files.directory(path.substring(1) + "/container").directory("system.slice/cron.service");

    assertThat(CgroupTree.open(root).podGroups())
        .containsExactly(new PodCgroup("a-b", new CgroupPath(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/kubepods",
        "/kubepods.slice/kubepods-burstable.slice",
        "/kubepods.slice/kubepods-burstable-poda_b.slice",
        "/kubepods.slice/kubepods-pod.slice",
        "/kubepods.slice/other-kubepods-poda_b.slice",
        "/mykubepods.slice/mykubepods-poda_b.slice",
        "/kubepods/burstable/pod",
        "/kubepods/other/poda-b",
        "/mykubepods/poda-b",
        "/kubepods/poda-b/container",
        "/kubepods/poda.b",
        "/machine.slice/libpod-1234.scope",
        "/poda-b"
      })
  void podOf_anotherGroup_isNone(String path) {
    assertThat(PodGroups.podOf(new CgroupPath(path))).isEmpty();
  }

  @Test
  void podGroups_kubeletWithinAPod_isNotThisHosts() {
    new FakeFiles(root)
        .write("cgroup.controllers", "cpu")
        .directory("kubepods/pod1/container/kubepods/pod2");

    assertThat(CgroupTree.open(root).podGroups()).extracting(PodCgroup::uid).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/kubepods.slice",
        "/kubepods",
        "/kubelet.slice/kubelet-kubepods.slice",
        "/kubelet/kubepods",
        "/tenants/a/b/kubepods",
        "/a.slice/a-b.slice/a-b-kubepods.slice"
      })
  void kubeletRoots_eachUpToFourLevelsDeep_isFound(String path) {
    new FakeFiles(root)
        .write("cgroup.controllers", "cpu")
        .directory(path.substring(1) + "/kubepods")
        .directory("system.slice/mykubepods/otherkubepods.slice")
        .directory("1/2/3/4/kubepods");

    assertThat(CgroupTree.open(root).kubeletRoots()).containsExactly(new CgroupPath(path));
  }

  @Test
  void kubeletRoots_ofSeveralKubelets_areTheLeastDeepFirst() {
    new FakeFiles(root)
        .write("cgroup.controllers", "cpu")
        .directory("a/b/kubepods")
        .directory("z/kubepods");

    assertThat(CgroupTree.open(root).kubeletRoots())
        .extracting(CgroupPath::value)
        .containsExactly("/z/kubepods", "/a/b/kubepods");
  }

  @Test
  void kubeletRoots_ofGroupsThatAUserMayMake_areNone() {
    new FakeFiles(root)
        .write("cgroup.controllers", "cpu")
        .directory("user.slice/user-1000.slice/user@1000.service/kubepods")
        .directory("system.slice/kubepods");

    assertThat(CgroupTree.open(root).kubeletRoots())
        .containsExactly(new CgroupPath("/system.slice/kubepods"));
  }

  @Test
  void kubeletRoots_hostWithThousandsOfGroups_looksIntoNoMoreThanItMay() {
    FakeFiles files = new FakeFiles(root).write("cgroup.controllers", "cpu");
    for (int i = 0; i < 5_000; i++) {
      files.directory("a" + i);
    }
    // The last of its level, behind as many as are looked into.
    files.directory("z/kubepods");

    assertThat(CgroupTree.open(root).kubeletRoots()).isEmpty();
  }

  @Test
  void podGroups_hostWithoutKubelet_isEmpty() {
    new FakeFiles(root).write("cgroup.controllers", "cpu").directory("system.slice");

    assertThat(CgroupTree.open(root).podGroups()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a_b", "a/b", "é"})
  void pod_uidOfAnotherKind_isRefused(String uid) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PodCgroup(uid, new CgroupPath("/kubepods/pod")))
        .withMessageContaining("'" + uid + "'");
  }
}

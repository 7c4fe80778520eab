package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.workload.CgroupPath;
import io.temper.workload.ServiceClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletCgroupsTest {
  @ParameterizedTest
  @CsvSource({
    "GUARANTEED, /kubepods.slice/kubepods-poda_b.slice, /kubepods/poda-b,"
        + " /kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-poda_b.slice,"
        + " /kubelet/kubepods/poda-b",
    "BURSTABLE, /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-poda_b.slice,"
        + " /kubepods/burstable/poda-b,"
        + " /kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice/"
        + "kubelet-kubepods-burstable-poda_b.slice,"
        + " /kubelet/kubepods/burstable/poda-b",
    "BEST_EFFORT, /kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-poda_b.slice,"
        + " /kubepods/besteffort/poda-b,"
        + " /kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-besteffort.slice/"
        + "kubelet-kubepods-besteffort-poda_b.slice,"
        + " /kubelet/kubepods/besteffort/poda-b",
  })
  void candidates_eachClass_areThePathsOfBothDriversAndOfKind(
      ServiceClass qos, String systemd, String cgroupfs, String kindSystemd, String kindCgroupfs) {
    assertThat(KubeletCgroups.candidates("a-b", qos))
        .extracting(CgroupPath::value)
        .containsExactly(systemd, cgroupfs, kindSystemd, kindCgroupfs);
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b/kubepods, GUARANTEED, /a/b/kubepods/poda-b",
    "/a/b/kubepods, BURSTABLE, /a/b/kubepods/burstable/poda-b",
    "/a.slice/a-kubepods.slice, GUARANTEED, /a.slice/a-kubepods.slice/a-kubepods-poda_b.slice",
    "/a.slice/a-kubepods.slice, BEST_EFFORT, /a.slice/a-kubepods.slice/a-kubepods-besteffort.slice/"
        + "a-kubepods-besteffort-poda_b.slice",
  })
  void under_anotherRoot_isThePathOfItsDriver(String root, ServiceClass qos, String path) {
    assertThat(KubeletCgroups.under(new CgroupPath(root), "a-b", qos))
        .isEqualTo(new CgroupPath(path));
  }
}

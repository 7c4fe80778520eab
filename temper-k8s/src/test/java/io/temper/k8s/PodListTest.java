package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodListTest {
  private static final PodList LIST = TestPods.read(TestPods.text("pods.yaml"));

  @Test
  void of_anyOrder_isEqual() {
    List<ListedPod> pods = new ArrayList<>(LIST.all());
    Collections.reverse(pods);

    assertThat(PodList.of(pods, LIST.otherKinds())).isEqualTo(LIST);
  }

  @Test
  void workloadsOn_node_areThosePlacedAndNotFinished() {
    assertThat(LIST.workloadsOn("node-a"))
        .extracting(workload -> workload.id().name())
        .containsExactly("kube-apiserver-node-a", "leaving", "redis-0", "web-7d9c5b8f6d-x2x4k");
    assertThat(LIST.workloadsOn("node-z")).isEmpty();
  }

  @Test
  void locate_cgroupfsTree_fillsInThePathsOfPlacedPods() {
    PodList located = LIST.locate(candidates -> candidates.stream()
        .filter(path -> path.value().startsWith("/kubepods/"))
        .findFirst());

    assertThat(located.workloadsOn("node-a"))
        .extracting(Workload::cgroup)
        .contains(Optional.of(new CgroupPath("/kubepods/pod0b6c2a54-1a77-4c0e-9d8b-5f1f4c6a0001")));
    assertThat(located.pending()).isEqualTo(LIST.pending());
  }

  @Test
  void locate_nothingFound_leavesTheCgroupUnknown() {
    assertThat(LIST.locate(candidates -> Optional.empty())).isEqualTo(LIST);
  }

  @Test
  void lists_areImmutable() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> LIST.byNode().put("x", List.of()));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> LIST.pending().clear());
    assertThat(LIST.otherKinds()).isEqualTo(Map.of("Service", 1));
  }
}

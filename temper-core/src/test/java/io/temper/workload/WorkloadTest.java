package io.temper.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadTest {
  private static final WorkloadId ID = new WorkloadId("shop", "web", "uid-1");

  private static WorkloadBuilder full() {
    return Workload.builder(ID)
        .priority(7)
        .priorityClassName("mine")
        .serviceClass(ServiceClass.BURSTABLE)
        .request(CpuQuantity.ofMillis(100))
        .limit(CpuQuantity.ofMillis(200))
        .partLimits(List.of(new PartLimit("app", CpuQuantity.ofMillis(150))))
        .cgroup(new CgroupPath("/a"))
        .nodeName("node-1")
        .images(List.of("image:1"))
        .annotations(Map.of("key", "value"));
  }

  static List<UnaryOperator<WorkloadBuilder>> changes() {
    return List.of(
        b -> b.priority(8),
        b -> b.priorityClassName("other"),
        b -> b.serviceClass(ServiceClass.GUARANTEED),
        b -> b.request(CpuQuantity.ZERO),
        b -> b.limit(CpuQuantity.ZERO),
        b -> b.partLimits(List.of()),
        b -> b.cgroup(new CgroupPath("/b")),
        b -> b.nodeName("node-2"),
        b -> b.images(List.of()),
        b -> b.annotations(Map.of()));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void equals_withOneDifference_isFalse(UnaryOperator<WorkloadBuilder> change) {
    assertThat(change.apply(full()).build()).isNotEqualTo(full().build());
  }

  @Test
  void toBuilder_unchanged_makesAnEqualOne() {
    Workload workload = full().build();
    assertThat(workload.toBuilder().build()).isEqualTo(workload).hasSameHashCodeAs(workload);
    Workload bare = Workload.builder(ID).build();
    assertThat(bare.toBuilder().build()).isEqualTo(bare);
  }

  @Test
  void build_ofTheNameAlone_knowsNothingElse() {
    Workload bare = Workload.builder(ID).build();
    assertThat(bare.priority()).isEmpty();
    assertThat(bare.priorityClassName()).isEmpty();
    assertThat(bare.serviceClass()).isEmpty();
    assertThat(bare.request()).isEqualTo(CpuQuantity.ZERO);
    assertThat(bare.limit()).isEmpty();
    assertThat(bare.partLimits()).isEmpty();
    assertThat(bare.isLimited()).isFalse();
    assertThat(bare.cgroup()).isEmpty();
    assertThat(bare.nodeName()).isEmpty();
    assertThat(bare.images()).isEmpty();
    assertThat(bare.annotations()).isEmpty();
  }

  @Test
  void build_copiesItsCollections() {
    List<String> images = new ArrayList<>(List.of("image:1"));
    Map<String, String> annotations = new HashMap<>(Map.of("key", "value"));
    Workload workload = full().images(images).annotations(annotations).build();
    images.clear();
    annotations.clear();
    assertThat(workload).isEqualTo(full().build());
  }

  @Test
  void partLimit_ofZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartLimit("app", CpuQuantity.ZERO))
        .withMessage("a limit of zero is none: leave out the limit of 'app'");
  }

  @Test
  void builder_withBlankNames_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full().priorityClassName(" "))
        .withMessageContaining("priority class name of shop/web");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full().nodeName(""))
        .withMessageContaining("node name of shop/web");
  }

  @Test
  void id_withBlankPart_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkloadId("", "web", "1"))
        .withMessageContaining("namespace");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkloadId.of("shop", " "))
        .withMessageContaining("name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkloadId("shop", "web", ""))
        .withMessageContaining("uid");
  }

  @Test
  void id_isSortedByNamespaceNameAndUid() {
    assertThat(List.of(WorkloadId.of("b", "a"), ID, new WorkloadId("shop", "web", "uid-0")))
        .satisfies(ids -> assertThat(ids.stream().sorted().map(WorkloadId::uid))
            .containsExactly("b/a", "uid-0", "uid-1"));
  }
}

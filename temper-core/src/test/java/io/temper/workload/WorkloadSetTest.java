package io.temper.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadSetTest {
  private static Workload named(String name) {
    return Workload.builder(WorkloadId.of("test", name)).build();
  }

  @Test
  void of_inAnyOrder_isEqualAndSorted() {
    WorkloadSet set = WorkloadSet.of(named("b"), named("a"), named("c"));
    assertThat(set).isEqualTo(WorkloadSet.of(named("c"), named("b"), named("a")));
    assertThat(set.asList()).containsExactly(named("a"), named("b"), named("c"));
    assertThat(set).containsExactlyElementsOf(set.asList());
  }

  @Test
  void of_theSameTwice_keepsOne() {
    assertThat(WorkloadSet.of(named("a"), named("a"), named("a")).size()).isEqualTo(1);
  }

  @Test
  void of_twoOfOneIdThatDiffer_isRefusedWithBoth() {
    Workload changed = named("a").toBuilder().priority(5).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkloadSet.of(List.of(named("a"), named("b"), changed)))
        .withMessageContaining("test/a[priority=none")
        .withMessageContaining("test/a[priority=5");
  }

  @Test
  void of_nothing_isEmpty() {
    assertThat(WorkloadSet.of(List.of())).isEqualTo(WorkloadSet.empty());
    assertThat(WorkloadSet.empty().size()).isZero();
  }
}

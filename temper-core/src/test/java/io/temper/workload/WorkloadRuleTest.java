package io.temper.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.workload.Standing.OfPriority;
import io.temper.workload.Standing.OfTier;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadRuleTest {
  private static final CpuQuantity ONE = CpuQuantity.ofCpus(1);
  private static final CgroupPattern NGINX = new CgroupPattern("/system.slice/nginx.service");
  private static final CgroupPattern BATCH = new CgroupPattern("/batch.slice/*");

  @Test
  void toWorkload_literal_isNamedAfterTheRule() {
    CgroupPath path = new CgroupPath(NGINX.value());
    WorkloadRule rule = new WorkloadRule("web", NGINX, new OfTier("critical"), ONE, ONE);

    Workload workload = rule.toWorkload(path);

    assertThat(workload.id()).isEqualTo(WorkloadId.of("file", "web"));
    assertThat(workload.cgroup()).contains(path);
    assertThat(workload.request()).isEqualTo(ONE);
    assertThat(workload.limit()).contains(ONE);
    assertThat(workload.priority()).isEmpty();
    assertThat(workload.annotations()).containsOnly(Map.entry("temper.io/tier", "critical"));
  }

  @Test
  void toWorkload_pattern_isNamedAfterRuleAndPath() {
    WorkloadRule rule = WorkloadRule.of("batch", BATCH, new OfPriority(-500));

    Workload workload = rule.toWorkload(new CgroupPath("/batch.slice/a.service"));

    assertThat(workload.id()).hasToString("file/batch:/batch.slice/a.service");
    assertThat(workload.priority()).hasValue(-500);
    assertThat(workload.annotations()).isEmpty();
    assertThat(workload.request()).isEqualTo(CpuQuantity.ZERO);
    assertThat(workload.limit()).isEmpty();
  }

  @Test
  void toWorkload_otherGroup_isRefused() {
    WorkloadRule rule = WorkloadRule.of("web", NGINX, new OfPriority(0));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule.toWorkload(new CgroupPath("/other")))
        .withMessageContaining("/other")
        .withMessageContaining("web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a:b", "a/b", "a b", "\u00e4"})
  void of_otherCharactersInName_isRefusedWithTheName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkloadRule.of(name, BATCH, new OfPriority(0)))
        .withMessageContaining("'" + name + "'");
  }

  @Test
  void of_amountsThatContradict_isRefused() {
    CpuQuantity two = CpuQuantity.ofCpus(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkloadRule("w", BATCH, new OfPriority(0), two, ONE))
        .withMessageContaining("the request, 2, is above the limit, 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new WorkloadRule("w", BATCH, new OfPriority(0), CpuQuantity.ZERO, CpuQuantity.ZERO))
        .withMessageContaining("leave it out");
    assertThatIllegalArgumentException().isThrownBy(() -> new OfTier(" "));
  }
}

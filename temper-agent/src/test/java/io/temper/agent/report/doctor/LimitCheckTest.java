package io.temper.agent.report.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.bpf.Check;
import io.temper.bpf.Check.Verdict;
import io.temper.linux.CgroupTree;
import io.temper.linux.CpuLimit;
import io.temper.plan.Capability;
import io.temper.plan.PlanPolicy;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitCheckTest {

  @Test
  void ask_noLimit_isYes() {
    assertThat(ask(limits(0)))
        .isEqualTo(Check.supported("cpu-limits", "no cgroup has a CPU limit"));
  }

  @Test
  void ask_limits_areCountedAndTheFirstNamed() {
    assertThat(ask(limits(1)).finding()).endsWith(": 1 cgroup has one: /pod1 (1000/100000 us)");
    assertThat(ask(limits(3)).finding())
        .startsWith("CPU limits are not enforced while this scheduler is attached: 3 cgroups")
        .endsWith("/pod2 (2000/100000 us), /pod3 (3000/100000 us)");
    assertThat(ask(limits(5)).finding()).contains("5 cgroups").endsWith("us) and 2 more");
  }

  @Test
  void ask_limits_keepNobodyFromEnforcing() {
    var check = ask(limits(2));

    assertThat(check.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(check.remedy()).contains("stock scheduler");
    assertThat(new DoctorReport(List.of(check)).answer()).isEqualTo(DoctorReport.Answer.YES);
  }

  @Test
  void ask_schedulerWithCeilings_promisesTheSumOnly() {
    var policy = PlanPolicy.STANDARD.withCapabilities(Set.of(Capability.CEILINGS));
    var check = new LimitCheck(policy, () -> limits(2)).ask();

    assertThat(check.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(check.remedy()).contains("held to the sum, none of them to its own");
    var without = PlanPolicy.STANDARD.withCapabilities(Set.of());
    assertThat(new LimitCheck(without, () -> limits(2)).ask().remedy()).doesNotContain("the sum");
  }

  @Test
  void ask_treeThatCannotBeRead_isUnknownAndKeepsNobodyFromEnforcing(@TempDir Path empty) {
    var check = new LimitCheck(PlanPolicy.STANDARD, () -> CgroupTree.open(empty).cpuLimits()).ask();

    assertThat(check.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(check.finding()).contains(empty.toString(), "no cgroup v2 tree");
    assertThat(check.remedy()).contains("-Dtemper.cgroup.root=");
    assertThat(new DoctorReport(List.of(check)).answer()).isEqualTo(DoctorReport.Answer.YES);
  }

  @Test
  void ask_schedulerThatEnforcesLimits_isYes() {
    var policy = PlanPolicy.STANDARD.withCapabilities(Set.of(Capability.LIMITS));

    assertThat(new LimitCheck(policy, () -> limits(5)).ask().verdict())
        .isEqualTo(Verdict.SUPPORTED);
  }

  private static Check ask(List<CpuLimit> limits) {
    return new LimitCheck(PlanPolicy.STANDARD, () -> limits).ask();
  }

  private static List<CpuLimit> limits(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(i -> new CpuLimit(new CgroupPath("/pod" + i), i * 1000L, 100_000))
        .toList();
  }
}

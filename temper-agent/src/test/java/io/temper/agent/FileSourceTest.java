package io.temper.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.tier.Tier;
import io.temper.workload.CgroupPattern;
import io.temper.workload.Standing;
import io.temper.workload.WorkloadRule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileSourceTest {
  private static WorkloadRule rule(String name, String cgroup) {
    return WorkloadRule.of(
        name, new CgroupPattern(cgroup), new Standing.OfTier(Tier.CRITICAL.label()));
  }

  @Test
  void notes_ruleWithoutAGroup_namesItAndItsGroup() {
    assertThat(FileSource.notes(List.of(rule("web", "/web"))))
        .containsExactly("workload 'web': there is no control group /web now");
  }

  /** Such a group may come and go, and its rule may be written before it. */
  @Test
  void information_patternWithoutAGroup_isNoProblem() {
    var rules = List.of(rule("web", "/web"), rule("batch", "/batch/*"), rule("job", "/job?"));

    assertThat(FileSource.notes(rules))
        .containsExactly("workload 'web': there is no control group /web now");
    assertThat(FileSource.information(rules))
        .containsExactly(
            "workload 'batch': no control group matches /batch/* now",
            "workload 'job': no control group matches /job? now");
  }

  @Test
  void notes_many_areAFewAndANumber() {
    var many =
        IntStream.range(0, 13).mapToObj(i -> rule("job" + i, "/job/" + i)).toList();

    assertThat(FileSource.notes(many))
        .hasSize(11)
        .endsWith("3 more workloads have no control group now");
  }
}

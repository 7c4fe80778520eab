package io.temper.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.tier.Tier;
import io.temper.tier.TierPolicy;
import io.temper.tier.TierRules;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import io.temper.workload.CgroupPattern;
import io.temper.workload.Standing.OfPriority;
import io.temper.workload.Standing.OfTier;
import io.temper.workload.WorkloadRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuledWorkloadsTest {
  private final List<String> groups = new ArrayList<>();
  private final List<WorkloadRule> rules = new ArrayList<>();
  private final RuledWorkloads source = new RuledWorkloads(() -> rules, this::matching);

  @Test
  void workloads_groupOfTwoRules_belongsToTheFirst() {
    rule("web", "/a/web");
    rule("rest", "/a/*");
    groups.addAll(List.of("/a/web", "/a/job"));

    assertThat(ids()).containsExactly("file/rest:/a/job", "file/web");
  }

  @Test
  void workloads_patternBeforeLiteral_takesTheGroup() {
    rule("rest", "/a/*");
    rule("web", "/a/web");
    groups.add("/a/web");

    assertThat(ids()).containsExactly("file/rest:/a/web");
  }

  @Test
  void workloads_groupsThatComeAndGo_areThoseOfTheMoment() {
    rule("rest", "/a/*");
    assertThat(ids()).isEmpty();
    groups.add("/a/b");
    assertThat(ids()).hasSize(1);
    rules.clear();
    assertThat(ids()).isEmpty();
  }

  @Test
  void workloads_groupsInsideOfEachOther_areOneWorkload() {
    rule("all", "/a/**");
    groups.addAll(List.of("/a", "/a/b", "/a/b/c", "/ab"));

    assertThat(ids()).containsExactly("file/all:/a");
  }

  @Test
  void workloads_otherRuleBetweenTwoGroupsOfOne_keepsBoth() {
    rule("inner", "/a/b");
    rule("all", "/a/**");
    groups.addAll(List.of("/a", "/a/b", "/a/b/c", "/a/b/c/d"));

    assertThat(ids()).containsExactly("file/all:/a", "file/all:/a/b/c", "file/inner");
  }

  @Test
  void unmatched_rulesWithoutAGroup_areThoseOfTheLastLook() {
    rule("web", "/web");
    rule("batch", "/batch/*");
    groups.add("/web");
    source.workloads();
    assertThat(source.unmatched()).extracting(WorkloadRule::name).containsExactly("batch");

    groups.add("/batch/a");
    source.workloads();
    assertThat(source.unmatched()).isEmpty();
  }

  @Test
  void unmatched_ruleWhoseGroupsBelongToOthers_isNotAmongThem() {
    rule("all", "/a/**");
    rule("web", "/a/web");
    groups.addAll(List.of("/a", "/a/web"));
    source.workloads();

    assertThat(source.unmatched()).isEmpty();
  }

  @Test
  void workloads_rootGroup_holdsTheRest() {
    rule("host", "/");
    rule("web", "/web");
    groups.addAll(List.of("/", "/web"));

    assertThat(ids()).containsExactly("file/host", "file/web");
  }

  @Test
  void workloads_twoRulesOfOneName_areRefused() {
    rule("web", "/a");
    rule("web", "/b");

    assertThatIllegalArgumentException()
        .isThrownBy(source::workloads)
        .withMessageContaining("'web'");
  }

  @Test
  void tierRules_otherPrefixesAndIgnored_honourTheTierOfARule() {
    rules.add(WorkloadRule.of("web", new CgroupPattern("/web"), new OfTier("critical")));
    groups.add("/web");
    TierRules configured = new TierRules(
        TierRules.STANDARD.thresholds(),
        TierRules.STANDARD.systemPods(),
        TierRules.TierAnnotation.IGNORED,
        new AnnotationPrefixes("example.org/", List.of()));

    TierPolicy policy = TierPolicy.byRules(RuledWorkloads.tierRules(configured));

    assertThat(source.workloads().stream().map(web -> policy.assign(web).tier()))
        .containsExactly(Optional.of(Tier.CRITICAL));
  }

  private void rule(String name, String pattern) {
    rules.add(WorkloadRule.of(name, new CgroupPattern(pattern), new OfPriority(0)));
  }

  private List<CgroupPath> matching(CgroupPattern pattern) {
    return groups.stream().map(CgroupPath::new).filter(pattern::matches).toList();
  }

  private List<String> ids() {
    return source.workloads().stream().map(each -> each.id().toString()).toList();
  }
}

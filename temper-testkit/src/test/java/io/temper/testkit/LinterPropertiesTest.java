package io.temper.testkit;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lint.LintReport;
import io.temper.lint.LintResult;
import io.temper.lint.Linter;
import io.temper.lint.StandardRules;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ThreadPlacements;
import io.temper.lint.rule.LintScope;
import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of the linter for any workloads on any machine. */
class LinterPropertiesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private static LintInput input(WorkloadSet workloads, NodeTopology node) {
    return LintInput.at(NOW)
        .with(Fact.WORKLOADS, workloads)
        .with(Fact.TOPOLOGY, node)
        .with(Fact.PLAN, TierPlanner.standard().plan(workloads, node));
  }

  @Test
  void lint_answersForEveryRuleAndChecksNoNodeThatItDoesNotSee() {
    forAll(Workloads.sets(), Topologies.any()).check((workloads, node) -> {
      LintReport report = Linter.standard().lint(input(workloads, node));

      assertThat(report.results().stream().map(LintResult::id).distinct())
          .hasSameSizeAs(StandardRules.all());
      assertThat(report.results())
          .filteredOn(result -> result.rule().scope() == LintScope.NODE)
          .allMatch(result -> Set.of("could_not_check", "not_applicable")
              .contains(result.outcome().label()));
    });
  }

  @Test
  void lint_orderOfTheWorkloads_doesNotMatter() {
    forAll(Workloads.sets(), Topologies.any()).check((workloads, node) -> {
      List<Workload> reversed = new ArrayList<>(workloads.asList());
      Collections.reverse(reversed);
      assertThat(Linter.standard().lint(input(WorkloadSet.of(reversed), node)))
          .isEqualTo(Linter.standard().lint(input(workloads, node)));
    });
  }

  /** The planner keeps the reserve on every machine, so the rule that watches it never fires. */
  @Test
  void lint_ofAPlanOfOurs_findsNoFenceWithoutAReserve() {
    forAll(Workloads.sets(), Topologies.any()).check((workloads, node) -> {
      LintInput idle = input(workloads, node).with(Fact.THREADS, new ThreadPlacements(List.of()));
      assertThat(Linter.standard().lint(idle).violations())
          .noneMatch(result -> result.id().value().equals("open_reserve"));
    });
  }
}

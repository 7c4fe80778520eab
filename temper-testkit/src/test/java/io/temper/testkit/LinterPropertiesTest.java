package io.temper.testkit;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.lint.LintReport;
import io.temper.lint.LintResult;
import io.temper.lint.Linter;
import io.temper.lint.StandardRules;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ThreadPlacement;
import io.temper.lint.fact.ThreadPlacements;
import io.temper.lint.rule.LintScope;
import io.temper.node.NodeTopology;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Layer;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.MachineFilter;
import io.temper.profile.ProfileCatalog;
import io.temper.profile.ProfileGroup;
import io.temper.profile.ThreadProfile;
import io.temper.profile.ThreadTreatment;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds of the linter for any workloads on any machine. */
class LinterPropertiesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  /** A profile that is asked for by annotation, and has a group for each treatment. */
  private static final ThreadProfile PROFILE = new ThreadProfile(
      "test",
      "this test",
      true,
      List.of(),
      MachineFilter.ANY,
      false,
      Stream.of(ThreadTreatment.values())
          .map(each -> ProfileGroup.of(each.label(), each, each.label()))
          .toList());

  private static final TierPlanner PROFILED =
      TierPlanner.with(PlanPolicy.STANDARD.withProfiles(ProfileCatalog.of(List.of(PROFILE))));

  private static final Set<String> PLACEMENT = Set.of(
      "smt_collision",
      "protected_fallback",
      "open_reserve",
      "layer_mismatch",
      "pinned_thread_on_fence");

  private static LintInput input(WorkloadSet workloads, NodeTopology node) {
    return input(TierPlanner.standard(), workloads, node);
  }

  private static LintInput input(TierPlanner planner, WorkloadSet workloads, NodeTopology node) {
    return LintInput.at(NOW)
        .with(Fact.WORKLOADS, workloads)
        .with(Fact.TOPOLOGY, node)
        .with(Fact.PLAN, planner.plan(workloads, node));
  }

  /** Half of the workloads have the profile. */
  private static WorkloadSet profiled(WorkloadSet workloads) {
    List<Workload> all = new ArrayList<>();
    for (Workload workload : workloads) {
      Map<String, String> annotations = new HashMap<>(workload.annotations());
      if (all.size() % 2 == 0) {
        annotations.put("temper.io/workload-profile", PROFILE.id());
      }
      all.add(workload.toBuilder().annotations(annotations).build());
    }
    return WorkloadSet.of(all);
  }

  private static List<LintResult> placement(LintInput input, List<ThreadPlacement> threads) {
    return Linter.standard()
        .lint(input.with(Fact.THREADS, new ThreadPlacements(threads)))
        .results()
        .stream()
        .filter(result -> PLACEMENT.contains(result.id().value()))
        .toList();
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

  @Test
  void lint_ofAPlanThatIsEnforcedToTheLetter_findsNothing() {
    forAll(Workloads.sets(), Topologies.any()).check((workloads, node) -> {
      for (LintInput input :
          List.of(input(workloads, node), input(PROFILED, profiled(workloads), node))) {
        assertThat(placement(input, IdealThreads.of(input.get(Fact.PLAN), node)))
            .allSatisfy(result -> assertThat(result.outcome().label())
                .as(result.id() + ": " + result.outcome().text())
                .isIn("pass", "not_applicable"));
      }
    });
  }

  @Test
  void lint_ofOneThreadOutsideOfItsFence_findsIt() {
    Set<String> seen = new HashSet<>();
    forAll(Workloads.sets(), Topologies.any()).check((workloads, node) -> {
      LintInput input = input(PROFILED, profiled(workloads), node);
      EnforcementPlan plan = input.get(Fact.PLAN);
      List<ThreadPlacement> ideal = IdealThreads.of(plan, node);
      for (ThreadPlacement thread : ideal) {
        Layer layer = plan.layer(String.valueOf(thread.layer())).orElseThrow();
        if (layer.kind().fencedCpus().contains(thread.cpu())) {
          seen.add(layer.name());
          List<ThreadPlacement> strayed = new ArrayList<>(ideal);
          int outside = IdealThreads.open(plan, node).stream().findFirst().orElseThrow();
          strayed.set(ideal.indexOf(thread), at(thread, outside));
          assertThat(placement(input, strayed))
              .filteredOn(result -> result.outcome().label().equals("violation"))
              .extracting(
                  result -> result.id().value() + " of " + result.subject().name())
              .containsExactly("protected_fallback of " + layer.name());
        }
      }
    });
    assertThat(seen).containsExactlyInAnyOrder("critical", "critical/exclusive");
  }

  private static ThreadPlacement at(ThreadPlacement thread, int cpu) {
    return new ThreadPlacement(
        thread.tid(),
        thread.processId(),
        thread.name(),
        thread.kind(),
        thread.cgroup(),
        thread.layer(),
        cpu,
        true,
        thread.allowed());
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

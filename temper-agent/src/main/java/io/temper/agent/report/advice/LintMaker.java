package io.temper.agent.report.advice;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.plan.NodePlan;
import io.temper.agent.report.plan.PlanMaker;
import io.temper.agent.report.plan.PlanReport;
import io.temper.k8s.ListedPod;
import io.temper.k8s.ManifestPods;
import io.temper.k8s.PodLines;
import io.temper.k8s.PodList;
import io.temper.lint.Linter;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.ManifestField;
import io.temper.lint.fact.ManifestPlaces;
import io.temper.lint.fact.SourcePlace;
import io.temper.lint.fact.Suppressions;
import io.temper.lint.rule.LintScope;
import io.temper.plan.WorkloadSample;
import io.temper.runtime.NodeWorkloads;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lints pods as they are written, and the plans that they lead to: one for each node that they name, or
 * one for all of them on one node if they name none, as manifests do. Where some name a node, the others
 * are in no plan, and the rules of plans say so.
 *
 * @param linter the rules
 * @param plans makes the plans
 * @param suppressions what shall not be reported, beside what annotations say
 * @param now the moment, by which suppressions expire
 */
public record LintMaker(Linter linter, PlanMaker plans, Suppressions suppressions, Instant now) {
  private static final String ONE_NODE = "one node";

  /**
   * Lints pods.
   *
   * @param source the name of the text that they are from
   * @param manifests the pods
   * @param onlyNode the one node to lint; null for all
   * @return what became of the rules
   * @throws InputException if no pod is placed on {@code onlyNode}
   */
  public LintRun lint(String source, ManifestPods manifests, @Nullable String onlyNode) {
    PlanReport planned = planned(manifests.pods(), onlyNode);
    Collection<Workload> written = onlyNode == null
        ? unfinished(manifests.pods())
        : planned.nodes().get(0).workloads().asList();
    LintInput all = LintInput.at(now)
        .withTiers(plans.rules().policy().tierPolicy())
        .with(Fact.SUPPRESSIONS, suppressions)
        .with(Fact.PLACES, places(manifests.lines()))
        .with(Fact.WORKLOADS, WorkloadSet.of(written))
        .with(Fact.TOPOLOGY, plans.machine().topology());
    Linter rules = linter.withPrefixes(plans.rules().prefixes());
    List<LintPart> parts = new ArrayList<>();
    parts.add(new LintPart("", rules.only(LintScope.MANIFEST).lint(all)));
    for (NodePlan node : planned.nodes()) {
      LintInput input = all.with(Fact.WORKLOADS, node.workloads()).with(Fact.PLAN, node.plan());
      parts.add(new LintPart(node.node(), rules.only(LintScope.PLAN).lint(input)));
    }
    if (onlyNode == null && !planned.pending().isEmpty()) {
      LintInput input = withoutPlan(all, manifests.pods().pending());
      parts.add(new LintPart("", rules.only(LintScope.PLAN).lint(input)));
    }
    return new LintRun(source, now, parts, manifests.pods().otherKinds());
  }

  /** A rule of plans must not pass for what is in none. */
  private static LintInput withoutPlan(LintInput all, List<ListedPod> pods) {
    var workloads = pods.stream().map(ListedPod::workload).toList();
    var named = WorkloadSample.of(workloads.stream().map(Workload::id).toList());
    return all.with(Fact.WORKLOADS, WorkloadSet.of(workloads))
        .without(
            Fact.PLAN,
            (named.total() == 1 ? "1 pod names" : named.total() + " pods name") + " no node: "
                + named);
  }

  private PlanReport planned(PodList pods, @Nullable String onlyNode) {
    if (onlyNode == null && pods.byNode().isEmpty()) {
      var running =
          WorkloadSet.of(pods.pending().stream().map(ListedPod::workload).toList());
      return plans.planAs(ONE_NODE, new NodeWorkloads(running, new TreeMap<>()));
    }
    return plans.plan(pods, onlyNode);
  }

  private static List<Workload> unfinished(PodList pods) {
    return Stream.concat(
            pods.byNode().values().stream().flatMap(List::stream), pods.pending().stream())
        .map(ListedPod::workload)
        .toList();
  }

  private static ManifestPlaces places(Map<WorkloadId, PodLines> lines) {
    Map<WorkloadId, Map<ManifestField, SourcePlace>> places = new HashMap<>();
    Map<WorkloadId, Map<String, SourcePlace>> ofContainers = new HashMap<>();
    lines.forEach((id, written) -> {
      Map<ManifestField, SourcePlace> its = new EnumMap<>(ManifestField.class);
      put(its, ManifestField.WORKLOAD, written, written.pod());
      put(its, ManifestField.RESOURCES, written, written.resources());
      put(its, ManifestField.PRIORITY, written, written.priority());
      put(its, ManifestField.ANNOTATIONS, written, written.annotations());
      places.put(id, its);
      Map<String, SourcePlace> resources = new HashMap<>();
      written
          .resourcesByContainer()
          .forEach((name, line) -> resources.put(name, new SourcePlace(written.source(), line)));
      ofContainers.put(id, resources);
    });
    return new ManifestPlaces(places, ofContainers);
  }

  private static void put(
      Map<ManifestField, SourcePlace> places, ManifestField field, PodLines written, int line) {
    if (line > 0) {
      places.put(field, new SourcePlace(written.source(), line));
    }
  }
}

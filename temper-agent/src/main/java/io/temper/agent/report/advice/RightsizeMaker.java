package io.temper.agent.report.advice;

import io.temper.k8s.ListedContainer;
import io.temper.k8s.ListedPod;
import io.temper.k8s.PodList;
import io.temper.rightsize.BaseEstimator;
import io.temper.rightsize.CurrentResources;
import io.temper.rightsize.Rightsizer;
import io.temper.rightsize.SizingContext;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.workload.CpuQuantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings histories and a list of pods together. A container is found by the id that its runtime gave it, or
 * by namespace, pod and name; the only container of a pod also has what was seen of the pod under other ids
 * before. What was seen at the same time is another container, such as one for debugging.
 *
 * @param rightsizer recommends
 * @param context what is known of all containers
 * @param comparesVpa whether the report shows the base estimate
 */
public record RightsizeMaker(Rightsizer rightsizer, SizingContext context, boolean comparesVpa) {

  private static final Comparator<UsageHistory> BY_END =
      Comparator.comparing(history -> history.last().orElse(Instant.MIN));

  /**
   * Recommends for every container of histories, of which no request is known.
   *
   * @param source where the histories come from
   * @param histories the histories
   * @return the report
   */
  public RightsizeReport of(String source, Map<ContainerId, UsageHistory> histories) {
    List<SizedContainer> sized = new ArrayList<>();
    histories.forEach((id, history) -> sized.add(sized(id, null, null, history, context)));
    return new RightsizeReport(source, sized, List.of(), comparesVpa);
  }

  /**
   * Recommends for every container of a list of pods.
   *
   * @param source where the histories come from
   * @param histories the histories
   * @param pods the pods; finished ones are passed over
   * @return the report
   */
  public RightsizeReport of(String source, Map<ContainerId, UsageHistory> histories, PodList pods) {
    List<SizedContainer> sized = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    pods.byNode().values().stream().flatMap(List::stream).forEach(pod -> {
      for (ListedContainer container : pod.containers()) {
        ContainerId id = idOf(pod, container);
        historyOf(pod, container, histories)
            .ifPresentOrElse(
                history -> sized.add(sized(
                    id,
                    pod,
                    container,
                    history,
                    context.withContainers(pod.containers().size()))),
                () -> unseen.add(id.toString()));
      }
    });
    return new RightsizeReport(source, sized, unseen, comparesVpa);
  }

  private SizedContainer sized(
      ContainerId id,
      @Nullable ListedPod pod,
      @Nullable ListedContainer listed,
      UsageHistory history,
      SizingContext known) {
    var current = pod == null || listed == null
        ? CurrentResources.requesting(CpuQuantity.ZERO)
        : current(pod, listed);
    return new SizedContainer(
        id,
        pod,
        listed,
        rightsizer.recommend(history, current, known),
        BaseEstimator.STANDARD.estimate(history, known.containers()));
  }

  /** The only container of a pod has all of what the pod as a whole asks for. */
  private static CurrentResources current(ListedPod pod, ListedContainer container) {
    return pod.podLevel()
        .filter(unused -> pod.hasOnlyContainer())
        .map(whole -> whole.ofOnly(container))
        .map(its -> new CurrentResources(its.request(), its.limit()))
        .orElseGet(() -> new CurrentResources(container.request(), container.limit()));
  }

  private static ContainerId idOf(ListedPod pod, ListedContainer container) {
    var id = pod.workload().id();
    return new ContainerId(id.namespace(), id.name(), container.name());
  }

  private static Optional<UsageHistory> historyOf(
      ListedPod pod, ListedContainer container, Map<ContainerId, UsageHistory> histories) {
    ContainerId named = idOf(pod, container);
    List<UsageHistory> own = new ArrayList<>();
    List<UsageHistory> others = new ArrayList<>();
    histories.forEach((id, history) -> {
      if (id.equals(named) || isId(id, container)) {
        own.add(history);
      } else if (pod.hasOnlyContainer() && isOfPod(id, named)) {
        others.add(history);
      }
    });
    return own.stream()
        .reduce(UsageHistory::plus)
        .or(() -> latest(others))
        .map(history -> withEarlier(history, others));
  }

  /** Two that were seen at the same time are two containers, and nothing tells which of them is meant. */
  private static Optional<UsageHistory> latest(List<UsageHistory> histories) {
    List<UsageHistory> latestFirst =
        histories.stream().sorted(BY_END.reversed()).toList();
    boolean isUnclear = latestFirst.size() > 1 && !isBefore(latestFirst.get(1), latestFirst.get(0));
    return isUnclear ? Optional.empty() : latestFirst.stream().findFirst();
  }

  private static UsageHistory withEarlier(UsageHistory history, List<UsageHistory> others) {
    UsageHistory joined = history;
    for (UsageHistory other : others.stream().sorted(BY_END.reversed()).toList()) {
      if (isBefore(other, joined)) {
        joined = joined.plus(other);
      }
    }
    return joined;
  }

  private static boolean isBefore(UsageHistory one, UsageHistory other) {
    return one.last().isPresent()
        && other.first().isPresent()
        && one.last().get().isBefore(other.first().get());
  }

  private static boolean isId(ContainerId id, ListedContainer container) {
    return !container.id().isEmpty() && id.container().equals(container.id());
  }

  private static boolean isOfPod(ContainerId id, ContainerId named) {
    return id.namespace().equals(named.namespace()) && id.workload().equals(named.workload());
  }
}

package io.temper.agent.report;

import io.temper.k8s.ListedContainer;
import io.temper.k8s.ListedPod;
import io.temper.k8s.PodList;
import io.temper.rightsize.BaseEstimator;
import io.temper.rightsize.ContainerId;
import io.temper.rightsize.CurrentResources;
import io.temper.rightsize.Rightsizer;
import io.temper.rightsize.SizingContext;
import io.temper.rightsize.UsageHistory;
import io.temper.workload.CpuQuantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings histories and a list of pods together. A container is found by the id that its runtime gave it, or
 * by namespace, pod and name; the only container of a pod also has what was seen of the pod under earlier ids.
 *
 * @param rightsizer recommends
 * @param context what is known of all containers
 * @param comparesVpa whether the report shows the base estimate
 */
public record RightsizeMaker(Rightsizer rightsizer, SizingContext context, boolean comparesVpa) {

  /**
   * Recommends for every container of histories, of which no request is known.
   *
   * @param source where the histories come from
   * @param histories the histories
   * @return the report
   */
  public RightsizeReport of(String source, Map<ContainerId, UsageHistory> histories) {
    List<SizedContainer> sized = new ArrayList<>();
    histories.forEach((id, history) -> sized.add(sized(id, null, history, context)));
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
                    container,
                    history,
                    context.withContainers(pod.containers().size()))),
                () -> unseen.add(id.toString()));
      }
    });
    return new RightsizeReport(source, sized, unseen, comparesVpa);
  }

  private SizedContainer sized(
      ContainerId id, @Nullable ListedContainer listed, UsageHistory history, SizingContext known) {
    var current = listed == null
        ? CurrentResources.requesting(CpuQuantity.ZERO)
        : new CurrentResources(listed.request(), listed.limit());
    return new SizedContainer(
        id,
        listed,
        rightsizer.recommend(history, current, known),
        BaseEstimator.STANDARD.estimate(history, known.containers()));
  }

  private static ContainerId idOf(ListedPod pod, ListedContainer container) {
    var id = pod.workload().id();
    return new ContainerId(id.namespace(), id.name(), container.name());
  }

  private static Optional<UsageHistory> historyOf(
      ListedPod pod, ListedContainer container, Map<ContainerId, UsageHistory> histories) {
    ContainerId named = idOf(pod, container);
    boolean isAlone = pod.containers().size() == 1;
    return histories.entrySet().stream()
        .filter(entry -> entry.getKey().equals(named)
            || isId(entry.getKey(), container)
            || (isAlone && isOfPod(entry.getKey(), named)))
        .map(Map.Entry::getValue)
        .reduce(UsageHistory::plus);
  }

  private static boolean isId(ContainerId id, ListedContainer container) {
    return !container.id().isEmpty() && id.container().equals(container.id());
  }

  private static boolean isOfPod(ContainerId id, ContainerId named) {
    return id.namespace().equals(named.namespace()) && id.workload().equals(named.workload());
  }
}

package io.temper.agent.report.advice;

import io.temper.k8s.ListedContainer;
import io.temper.k8s.ListedPod;
import io.temper.k8s.PodLevelCpu;
import io.temper.workload.CpuQuantity;
import io.temper.workload.ServiceClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pods of a report that should change and that a patch can change: a pod whole, or not at all.
 *
 * @param containers those that should change, by pod, in the order of the report
 * @param leftOut a sentence for each pod that should change and cannot be changed in that form
 */
public record PatchablePods(Map<String, List<SizedContainer>> containers, List<String> leftOut) {
  private static final String OF_A_FILE =
      "it is the mirror of a static pod, whose specification the API server does not change; change"
          + " the file that the kubelet of its node runs it from";

  private static final String OF_THE_POD =
      "its CPU is that of the whole pod (spec.resources), and a patch changes containers; change it"
          + " there by hand";

  private static final String WITH_A_LIMIT_OF_THE_POD =
      "its limit is that of the whole pod (spec.resources), and the API server resizes no such pod"
          + " before Kubernetes 1.35; change its template instead, with --patch json or strategic";

  private static final String ANOTHER_CLASS =
      "it would change its class, which the API server refuses for a pod that runs; change its"
          + " template instead, with --patch json or strategic";

  /** Copies the collections. */
  public PatchablePods {
    containers = Collections.unmodifiableMap(new LinkedHashMap<>(containers));
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Finds them.
   *
   * @param report what is recommended
   * @param form in which form a patch is to be written
   */
  public static PatchablePods of(RightsizeReport report, PatchForm form) {
    Map<String, List<SizedContainer>> containers = changing(report);
    List<String> leftOut = new ArrayList<>();
    containers.entrySet().removeIf(pod -> {
      Optional<String> why = obstacle(pod.getValue(), form);
      why.ifPresent(text -> leftOut.add(pod.getKey() + " has no patch: " + text));
      return why.isPresent();
    });
    return new PatchablePods(containers, leftOut);
  }

  private static Map<String, List<SizedContainer>> changing(RightsizeReport report) {
    Map<String, List<SizedContainer>> containers = new LinkedHashMap<>();
    for (SizedContainer container : report.containers()) {
      if (container.isCompared() && container.recommendation().changes()) {
        containers
            .computeIfAbsent(
                container.id().namespace() + "/" + container.id().workload(),
                unused -> new ArrayList<>())
            .add(container);
      }
    }
    return containers;
  }

  private static Optional<String> obstacle(List<SizedContainer> changing, PatchForm form) {
    return changing.stream()
        .flatMap(container -> obstacle(container, form).stream())
        .findFirst()
        .or(() -> aboveItsPod(changing));
  }

  /** Also those that stay as they are count: the API server compares their sum with the pod's limit. */
  private static Optional<String> aboveItsPod(List<SizedContainer> changing) {
    var pod = Objects.requireNonNull(changing.get(0).pod());
    Map<String, CpuQuantity> next = new HashMap<>();
    for (SizedContainer container : changing) {
      next.put(
          Objects.requireNonNull(container.listed()).name(),
          container.recommendation().resources().request());
    }
    CpuQuantity sum = pod.containers().stream()
        .map(container -> next.getOrDefault(container.name(), container.request()))
        .reduce(CpuQuantity.ZERO, CpuQuantity::plus);
    return pod.podLevel()
        .flatMap(PodLevelCpu::limit)
        .filter(most -> most.compareTo(sum) < 0)
        .map(most -> "its containers would request " + sum + " together, and its limit as a whole"
            + " (spec.resources) is " + most + ", beyond which the API server takes no requests;"
            + " raise that limit by hand, too");
  }

  private static Optional<String> obstacle(SizedContainer container, PatchForm form) {
    var pod = Objects.requireNonNull(container.pod());
    if (pod.mirror()) {
      return Optional.of(OF_A_FILE);
    }
    if (isOfThePod(pod, container)) {
      return Optional.of(OF_THE_POD);
    }
    if (form != PatchForm.RESIZE) {
      return Optional.empty();
    }
    if (pod.podLevel().isPresent()) {
      return Optional.of(WITH_A_LIMIT_OF_THE_POD);
    }
    return changesClass(pod, container) ? Optional.of(ANOTHER_CLASS) : Optional.empty();
  }

  /** Beside a mere limit of the pod, a request of a container counts as ever. */
  private static boolean isOfThePod(ListedPod pod, SizedContainer container) {
    ListedContainer listed = Objects.requireNonNull(container.listed());
    var recommendation = container.recommendation();
    boolean movesLimit = !recommendation.limit().equals(recommendation.current().limit());
    return pod.podLevel()
        .filter(whole -> whole.requested()
            || !listed.asksForCpu()
            || (movesLimit && listed.limit().isEmpty()))
        .isPresent();
  }

  /** One without any request gets one; one that is promised all of it keeps request and limit alike. */
  private static boolean changesClass(ListedPod pod, SizedContainer container) {
    return pod.workload()
        .serviceClass()
        .map(is -> is == ServiceClass.BEST_EFFORT
            || (is == ServiceClass.GUARANTEED
                && !container.recommendation().resources().isGuaranteed()))
        .orElse(false);
  }
}

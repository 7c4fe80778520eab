package io.temper.agent.report.advice;

import io.temper.k8s.ListedPod;
import io.temper.workload.ServiceClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The pods of a report that should change and that a patch can change.
 *
 * @param containers those that should change, by pod, in the order of the report
 * @param leftOut a sentence for each pod that should change and cannot be changed in that form
 */
public record PatchablePods(Map<String, List<SizedContainer>> containers, List<String> leftOut) {
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
    Map<String, List<SizedContainer>> containers = new LinkedHashMap<>();
    Set<String> leftOut = new LinkedHashSet<>();
    for (SizedContainer container : report.containers()) {
      if (container.isCompared() && container.recommendation().changes()) {
        String pod = container.id().namespace() + "/" + container.id().workload();
        obstacle(container, form)
            .ifPresentOrElse(why -> leftOut.add(pod + " has no patch: " + why), () -> containers
                .computeIfAbsent(pod, unused -> new ArrayList<>())
                .add(container));
      }
    }
    return new PatchablePods(containers, List.copyOf(leftOut));
  }

  private static Optional<String> obstacle(SizedContainer container, PatchForm form) {
    var pod = Objects.requireNonNull(container.pod());
    if (pod.podLevel().isPresent()) {
      return Optional.of("its CPU is that of the whole pod (spec.resources), and a patch changes"
          + " containers; change it there by hand");
    }
    return form == PatchForm.RESIZE && changesClass(pod, container)
        ? Optional.of("it would change its class, which the API server refuses for a pod that runs;"
            + " change its template instead, with --patch json or strategic")
        : Optional.empty();
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

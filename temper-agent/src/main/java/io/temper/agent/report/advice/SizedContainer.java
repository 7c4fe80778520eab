package io.temper.agent.report.advice;

import io.temper.k8s.ListedContainer;
import io.temper.k8s.ListedPod;
import io.temper.rightsize.Estimate;
import io.temper.rightsize.Recommendation;
import io.temper.rightsize.usage.ContainerId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is recommended for one container.
 *
 * @param id names it; the container by its name where a pod is known, else by the runtime's id
 * @param pod its pod in the list of pods; null without a list
 * @param listed what the list of pods says of it; null without a list, and then its request is not known
 * @param recommendation what is recommended; without a list only what it should request
 * @param vpa what the Vertical Pod Autoscaler's recommender would recommend
 */
public record SizedContainer(
    ContainerId id,
    @Nullable ListedPod pod,
    @Nullable ListedContainer listed,
    Recommendation recommendation,
    Estimate vpa) {
  /** Returns whether the request is known, so that it can be compared. */
  public boolean isCompared() {
    return listed != null && notCompared().isEmpty();
  }

  /**
   * Returns why the request of a container of the list is not compared. What a pod asks for as a whole is
   * that of its only container; nobody knows which part of it is meant for one of several.
   *
   * @return a phrase; empty if it is compared, or there is no list
   */
  public Optional<String> notCompared() {
    return pod != null
            && listed != null
            && pod.podLevel().isPresent()
            && !pod.hasOnlyContainer()
            && !listed.asksForCpu()
        ? Optional.of("not compared: the CPU is that of the whole pod (spec.resources)")
        : Optional.empty();
  }
}

package io.temper.agent.report.advice;

import io.temper.k8s.ListedContainer;
import io.temper.k8s.ListedPod;
import io.temper.rightsize.Estimate;
import io.temper.rightsize.Recommendation;
import io.temper.rightsize.usage.ContainerId;
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
    return listed != null;
  }
}

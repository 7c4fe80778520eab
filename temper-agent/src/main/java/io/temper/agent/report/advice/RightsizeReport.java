package io.temper.agent.report.advice;

import java.util.List;

/**
 * What is recommended for the containers of histories.
 *
 * @param source where the histories come from
 * @param containers what is recommended, by namespace, workload and container
 * @param unseen containers of the list of pods of which there is no history
 * @param comparesVpa whether to show what the Vertical Pod Autoscaler's recommender would recommend
 */
public record RightsizeReport(
    String source, List<SizedContainer> containers, List<String> unseen, boolean comparesVpa) {
  /** Copies the lists. */
  public RightsizeReport {
    containers = List.copyOf(containers);
    unseen = List.copyOf(unseen);
  }

  /** Returns whether every request that is known fits, as far as there is evidence. */
  public boolean fits() {
    return containers.stream()
        .noneMatch(
            container -> container.isCompared() && container.recommendation().changes());
  }
}

package io.temper.k8s;

import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps pods one after the other and keeps the results, so that a list is used as a whole or not at
 * all.
 */
final class PodCollector {
  private static final int MAX_PROBLEMS = 20;

  private final List<ListedPod> pods = new ArrayList<>();
  private final Map<String, String> placeByUid = new HashMap<>();
  private final Map<String, Integer> otherKinds = new HashMap<>();
  private final List<PodProblem> problems = new ArrayList<>();
  private final Map<WorkloadId, PodLines> lines = new HashMap<>();
  private final PriorityNumbers numbers;
  private int problemCount;

  PodCollector() {
    this(PriorityNumbers.IN_THE_POD);
  }

  PodCollector(PriorityNumbers numbers) {
    this.numbers = numbers;
  }

  /** Adds a pod; what is wrong with it is told at the end. */
  void add(PodFacts facts) {
    try {
      ListedPod pod = PodMapper.map(facts, numbers);
      requireFirst(facts, pod.workload().id().uid());
      pods.add(pod);
      lines.put(pod.workload().id(), facts.lines());
    } catch (PodRefusedException e) {
      problemCount++;
      if (problems.size() < MAX_PROBLEMS) {
        problems.add(e.problem());
      }
    }
  }

  /** Notes an object that is not a pod. */
  void addOther(String kind) {
    otherKinds.merge(kind, 1, Integer::sum);
  }

  /**
   * Returns the list.
   *
   * @throws InvalidPodsException if any pod was refused
   */
  PodList finish() {
    if (problemCount > 0) {
      throw new InvalidPodsException(problems, problemCount);
    }
    return PodList.of(pods, otherKinds);
  }

  /** Returns where each pod is written. */
  Map<WorkloadId, PodLines> lines() {
    return lines;
  }

  private void requireFirst(PodFacts facts, String uid) throws PodRefusedException {
    String first = placeByUid.putIfAbsent(uid, facts.place());
    if (first != null) {
      throw new Refusals(facts)
          .of(
              "metadata.uid",
              uid,
              "a pod with the same uid stands at " + first,
              "remove one of the two; lists printed at different times cannot be joined");
    }
  }
}

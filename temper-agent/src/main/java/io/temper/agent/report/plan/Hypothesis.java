package io.temper.agent.report.plan;

import io.temper.agent.report.input.InputException;
import io.temper.agent.report.input.Machine;
import io.temper.k8s.ListedPod;
import io.temper.workload.CpuQuantity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation supposes. Pods are named as {@code temper explain} takes them: {@code
 * namespace/name}, a name that only one pod has, or a uid.
 *
 * @param added pods that come
 * @param removed pods that go
 * @param scaled pods that request another amount of CPU, and how much
 * @param machine the machine that each node becomes; null for the same as before
 */
public record Hypothesis(
    List<ListedPod> added,
    List<String> removed,
    SortedMap<String, CpuQuantity> scaled,
    @Nullable Machine machine) {

  /** Copies the collections. */
  public Hypothesis {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    scaled = Collections.unmodifiableSortedMap(new TreeMap<>(scaled));
  }

  /**
   * Returns the amounts that {@code --scale} names.
   *
   * @param texts amounts as Kubernetes writes them, by pod
   * @return the amounts
   * @throws InputException if one is not an amount of CPU
   */
  public static SortedMap<String, CpuQuantity> amounts(Map<String, String> texts) {
    SortedMap<String, CpuQuantity> amounts = new TreeMap<>();
    texts.forEach((pod, text) -> {
      try {
        amounts.put(pod, CpuQuantity.parse(text));
      } catch (IllegalArgumentException e) {
        throw new InputException("--scale " + pod + ": " + e.getMessage(), e);
      }
    });
    return amounts;
  }
}

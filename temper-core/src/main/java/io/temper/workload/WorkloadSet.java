package io.temper.workload;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of one node, each once, sorted by id. Two sets with the same members are equal
 * whatever order they were given in, so what is computed from a set cannot depend on that order.
 */
public final class WorkloadSet implements Iterable<Workload> {
  private static final WorkloadSet EMPTY = new WorkloadSet(List.of());

  private final List<Workload> sorted;

  private WorkloadSet(List<Workload> sorted) {
    this.sorted = sorted;
  }

  /**
   * Returns the set without members.
   *
   * @return the empty set
   */
  public static WorkloadSet empty() {
    return EMPTY;
  }

  /**
   * Returns the set of the given workloads. A workload that is given twice alike counts once.
   *
   * @param workloads the members, in any order
   * @return the set
   * @throws IllegalArgumentException if two differ but have the same id
   */
  public static WorkloadSet of(Collection<Workload> workloads) {
    Workload[] sorted = workloads.toArray(new Workload[0]);
    Arrays.sort(sorted, Comparator.comparing(Workload::id));
    int kept = 0;
    for (Workload next : sorted) {
      if (kept > 0 && sorted[kept - 1].id().compareTo(next.id()) == 0) {
        requireEqual(sorted[kept - 1], next);
      } else {
        sorted[kept++] = next;
      }
    }
    return new WorkloadSet(List.of(Arrays.copyOf(sorted, kept)));
  }

  /**
   * Returns the set of the given workloads.
   *
   * @param workloads the members, in any order
   * @return the set
   * @throws IllegalArgumentException if two differ but have the same id
   */
  public static WorkloadSet of(Workload... workloads) {
    return of(List.of(workloads));
  }

  /**
   * Returns the number of members.
   *
   * @return 0 or more
   */
  public int size() {
    return sorted.size();
  }

  /**
   * Returns the members, sorted by id.
   *
   * @return an immutable list
   */
  public List<Workload> asList() {
    return sorted;
  }

  /**
   * Returns the members, sorted by id.
   *
   * @return a new stream
   */
  public Stream<Workload> stream() {
    return sorted.stream();
  }

  @Override
  public Iterator<Workload> iterator() {
    return sorted.iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkloadSet that && sorted.equals(that.sorted);
  }

  @Override
  public int hashCode() {
    return sorted.hashCode();
  }

  @Override
  public String toString() {
    return sorted.toString();
  }

  private static void requireEqual(Workload first, Workload second) {
    if (!first.equals(second)) {
      throw new IllegalArgumentException(
          "two different workloads have the same namespace, name and uid: "
              + first
              + " and "
              + second
              + "; give each its own uid or name");
    }
  }
}

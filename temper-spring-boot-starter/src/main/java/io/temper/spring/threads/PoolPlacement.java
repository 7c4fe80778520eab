package io.temper.spring.threads;

import io.temper.spring.TemperMode;
import io.temper.spring.TemperProperties;
import io.temper.spring.TemperRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which group a pool is in, and remembers it. Thread-safe. */
public final class PoolPlacement {
  private final TemperProperties.Threads threads;
  private final boolean active;

  /** With the names of their beans, in the order in which they were met. */
  private final Map<PlacedPool, Set<String>> placed = new LinkedHashMap<>();

  PoolPlacement(TemperProperties properties, TemperRole role) {
    this.threads = properties.threads();
    this.active = role.active() && role.mode() == TemperMode.PARTICIPANT;
  }

  /**
   * Decides for one pool.
   *
   * @param kind what it is
   * @param pool the name of its bean, or what people call it
   * @return how its threads are to be named; empty to leave it as it is
   */
  Optional<PlacedPool> place(PoolKind kind, String pool) {
    return place(kind, Set.of(pool), false);
  }

  /**
   * Decides for one pool of several names.
   *
   * @param kind what it is
   * @param names those of its bean, the one by which it is told first
   * @param ownNames whether the application has named its threads: then only a group that names it counts
   * @return how its threads are to be named; empty to leave it as it is
   */
  synchronized Optional<PlacedPool> place(PoolKind kind, Set<String> names, boolean ownNames) {
    Optional<PlacedPool> decided = active ? decide(kind, names, ownNames) : Optional.empty();
    decided.ifPresent(one -> {
      withdraw(one.pool());
      placed.put(one, names);
    });
    return decided;
  }

  /** Tells whether something was decided for a pool. */
  synchronized boolean isPlaced(String pool) {
    return placed.keySet().stream().anyMatch(other -> other.pool().equals(pool));
  }

  /** Takes back what was decided for a pool whose threads turn out to be named by somebody else. */
  synchronized void withdraw(String pool) {
    placed.keySet().removeIf(other -> other.pool().equals(pool));
  }

  /** A group that names the pool comes before what is configured for all of its kind. */
  private Optional<PlacedPool> decide(PoolKind kind, Set<String> names, boolean ownNames) {
    String pool = names.iterator().next();
    return threads.groups().entrySet().stream()
        .filter(group -> group.getValue().executors().stream().anyMatch(names::contains))
        .findFirst()
        .map(group -> inGroup(kind, pool, group))
        .or(() -> ownNames
            ? Optional.empty()
            : kind.treatment(threads.pools())
                .treatment()
                .map(treatment -> PlacedPool.of(pool, kind, kind.group(), treatment)));
  }

  private static PlacedPool inGroup(
      PoolKind kind, String pool, Map.Entry<String, TemperProperties.Group> group) {
    return PlacedPool.of(pool, kind, group.getKey(), group.getValue().treatment());
  }

  /**
   * Returns the pools that are in groups.
   *
   * @return in the order in which they were met
   */
  public synchronized List<PlacedPool> placed() {
    return List.copyOf(placed.keySet());
  }

  /** Returns the names of executors that are configured and were met by nobody yet. */
  synchronized List<String> missing() {
    List<String> names = placed.values().stream().flatMap(Set::stream).toList();
    return active
        ? threads.groups().values().stream()
            .flatMap(group -> group.executors().stream())
            .filter(executor -> !names.contains(executor))
            .sorted()
            .toList()
        : List.of();
  }
}

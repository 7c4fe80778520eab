package io.temper.spring.threads;

import io.temper.spring.TemperMode;
import io.temper.spring.TemperProperties;
import io.temper.spring.TemperRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which group a pool is in, and remembers it. Thread-safe. */
public final class PoolPlacement {
  private final TemperProperties.Threads threads;
  private final boolean active;
  private final List<PlacedPool> placed = new ArrayList<>();

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
  synchronized Optional<PlacedPool> place(PoolKind kind, String pool) {
    Optional<PlacedPool> decided = active ? decide(kind, pool) : Optional.empty();
    decided.ifPresent(one -> {
      placed.removeIf(other -> other.pool().equals(one.pool()));
      placed.add(one);
    });
    return decided;
  }

  /** A group that names the pool comes before what is configured for all of its kind. */
  private Optional<PlacedPool> decide(PoolKind kind, String pool) {
    return threads.groups().entrySet().stream()
        .filter(group -> group.getValue().executors().contains(pool))
        .findFirst()
        .map(group -> inGroup(kind, pool, group))
        .or(() -> kind.treatment(threads.pools())
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
    return List.copyOf(placed);
  }

  /** Returns the names of executors that are configured and were met by nobody yet. */
  synchronized List<String> missing() {
    List<String> names = placed.stream().map(PlacedPool::pool).toList();
    return active
        ? threads.groups().values().stream()
            .flatMap(group -> group.executors().stream())
            .filter(executor -> !names.contains(executor))
            .sorted()
            .toList()
        : List.of();
  }
}

package io.temper.spring.threads;

import io.temper.threads.TemperThreads;
import io.temper.threads.Treatment;
import java.util.Locale;

/**
 * A pool whose threads are in a group.
 *
 * @param pool the name of its bean, or what people call it
 * @param kind what it is, named as below {@code temper.threads.pools}
 * @param group the name of the group
 * @param treatment how its threads matter
 * @param threadNames what the names of its threads begin with
 */
public record PlacedPool(
    String pool, String kind, String group, String treatment, String threadNames) {
  /** So long that the kernel, which keeps 15 bytes, never sees the number behind it. */
  private static final String SUFFIX = "-pool-thread-";

  static PlacedPool of(String pool, PoolKind kind, String group, Treatment treatment) {
    return new PlacedPool(
        pool,
        kind.label(),
        group,
        treatment.name().toLowerCase(Locale.ROOT),
        TemperThreads.group(group, treatment) + SUFFIX);
  }
}

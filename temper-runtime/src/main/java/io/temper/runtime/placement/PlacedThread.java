package io.temper.runtime.placement;

import io.temper.profile.PlacedGroup;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a thread of a profiled workload.
 *
 * @param name the name that it had when it was looked at last
 * @param command the command line that its process had then; empty if no group goes by it
 * @param group its group; null if it is in none
 * @param layer the layer that it was put into; null if it was left in that of its control group
 */
public record PlacedThread(
    String name,
    String command,
    @Nullable PlacedGroup group,
    @Nullable String layer) {
  PlacedThread in(@Nullable String other) {
    return new PlacedThread(name, command, group, other);
  }
}

package io.temper.agent.units;

import io.temper.workload.CgroupPath;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which units are no workloads, so that their threads are where all threads are that nobody plans: init, the
 * services of systemd itself, the unit that the agent runs in, what the configuration has in the system layer,
 * and the slices of orchestrators, which another source of workloads knows better.
 *
 * @param agent the group that the agent is in; null if it is not known
 * @param system gives the groups of the system layer
 */
public record LeftAlone(@Nullable CgroupPath agent, Supplier<List<CgroupPath>> system) {
  private static final String OF_SYSTEMD = "systemd-";
  private static final Set<String> NAMES = Set.of("init.scope", "kubepods.slice", "nomad.slice");

  boolean test(CgroupPath group, UnitName unit) {
    return NAMES.contains(unit.text())
        || unit.text().startsWith(OF_SYSTEMD)
        || isOfTheAgent(group, unit)
        || system.get().stream().anyMatch(group::isWithin);
  }

  /** A slice is around many units; the agent's is one of them. */
  private boolean isOfTheAgent(CgroupPath group, UnitName unit) {
    return agent != null && !unit.isSlice() && agent.isWithin(group);
  }
}

package io.temper.agent.lint;

import io.temper.lint.fact.GroupUsage;
import io.temper.lint.fact.GroupUsages;
import io.temper.linux.CgroupReader;
import io.temper.linux.CgroupTree;
import io.temper.linux.CpuLimit;
import io.temper.linux.CpuUsage;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.Member;
import io.temper.workload.CgroupPath;
import io.temper.workload.CpuQuantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the difference of two readings of the control groups of a plan, and of those right inside of them
 * that have a limit: the kernel counts throttling for the group alone whose limit it is, so that of a
 * container is not told of its pod. For one thread.
 */
final class GroupWindow {
  /** A pod has a few containers; a group with more inside of it is no pod, and costs no more than one. */
  private static final int MOST_INSIDE = 16;

  private final CgroupTree tree;
  private final CgroupReader reader;
  private final LongSupplier nanos;
  private Map<CgroupPath, CpuUsage> last = Map.of();
  private long lastNanos;

  GroupWindow(CgroupTree tree, LongSupplier nanos) {
    this.tree = tree;
    this.reader = tree.reader();
    this.nanos = nanos;
  }

  /** Returns what the groups did since the reading before; empty for the first. */
  Optional<GroupUsages> next(EnforcementPlan plan) {
    Map<CgroupPath, CpuUsage> now = new HashMap<>();
    plan.members().stream()
        .map(Member::cgroup)
        .filter(Objects::nonNull)
        .flatMap(group -> Stream.concat(Stream.of(group), limitedInside(group)))
        .forEach(group -> reader.cpuUsage(group).ifPresent(usage -> now.put(group, usage)));
    Map<CgroupPath, CpuUsage> before = last;
    Duration window = Duration.ofNanos(nanos.getAsLong() - lastNanos);
    last = now;
    lastNanos = nanos.getAsLong();
    if (before.isEmpty() || window.toMillis() < 1) {
      return Optional.empty();
    }
    List<GroupUsage> all = new ArrayList<>();
    now.forEach((group, usage) -> {
      CpuUsage earlier = before.get(group);
      if (earlier != null && earlier.usageMicros() <= usage.usageMicros()) {
        all.add(usage(group, earlier, usage, window));
      }
    });
    return Optional.of(new GroupUsages(all, window));
  }

  private Stream<CgroupPath> limitedInside(CgroupPath group) {
    return tree.children(group).stream()
        .limit(MOST_INSIDE)
        .filter(child -> reader.cpuLimit(child).isPresent());
  }

  private GroupUsage usage(CgroupPath group, CpuUsage earlier, CpuUsage now, Duration window) {
    long used = now.usageMicros() - earlier.usageMicros();
    long throttled = Math.max(0, now.throttledMicros() - earlier.throttledMicros());
    return new GroupUsage(
        group,
        reader.cpuLimit(group).map(GroupWindow::quantity).orElse(null),
        reader.cpuWeight(group).orElse(0),
        CpuQuantity.ofMillis(used / Math.max(1, window.toMillis())),
        Duration.ofNanos(throttled * 1000));
  }

  /** A quota of nothing is no amount that a rule could compare with. */
  private static @Nullable CpuQuantity quantity(CpuLimit limit) {
    long millis = limit.quotaMicros() * 1000 / limit.periodMicros();
    return millis == 0 ? null : CpuQuantity.ofMillis(millis);
  }
}

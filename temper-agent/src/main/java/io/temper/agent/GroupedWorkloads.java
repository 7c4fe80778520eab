package io.temper.agent;

import io.temper.agent.daemon.watch.HostConstraints;
import io.temper.linux.CgroupTree;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.WorkloadReader;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.feed.SparingSource;
import io.temper.spi.WorkloadSource;
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The workloads of this host with their control groups, whoever tells of them.
 *
 * @param source tells what runs
 * @param tree finds the groups
 * @param systemCgroups gives further groups that the plan will name
 */
record GroupedWorkloads(
    WorkloadSource source, CgroupTree tree, Supplier<List<CgroupPath>> systemCgroups) {
  private static final Duration LOOK_ALL_THE_SAME = Duration.ofMinutes(5);

  /** Returns what reads all of it each time. */
  Supplier<NodeWorkloads> read() {
    return new WorkloadReader(
        source, tree, systemCgroups, HostConstraints.ofThisHost(tree.reader()));
  }

  /**
   * Returns what is looked at often, so it reads only where something says that it changed.
   *
   * @param signs gives what is equal to its last value only if the source and the tree are most likely the
   *     same
   */
  Supplier<NodeWorkloads> readWhen(Supplier<?> signs) {
    return new SparingSource<>(
        read(),
        () -> List.of(
            signs.get(), systemCgroups.get(), HostConstraints.signs(Ticker.system()::nanos)),
        tree::forget,
        LOOK_ALL_THE_SAME,
        Ticker.system()::nanos);
  }
}

package io.temper.agent;

import io.temper.agent.daemon.watch.HostConstraints;
import io.temper.linux.CgroupTree;
import io.temper.plan.ExclusiveCpus;
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
 * @param exclusive tells which CPUs the source's orchestrator had given away when it told what runs; asked after it
 */
record GroupedWorkloads(
    WorkloadSource source,
    CgroupTree tree,
    Supplier<List<CgroupPath>> systemCgroups,
    Supplier<List<ExclusiveCpus>> exclusive) {
  private static final Duration LOOK_ALL_THE_SAME = Duration.ofMinutes(5);

  /** Of a source that gives no CPUs away. */
  GroupedWorkloads(
      WorkloadSource source, CgroupTree tree, Supplier<List<CgroupPath>> systemCgroups) {
    this(source, tree, systemCgroups, List::of);
  }

  /** Returns what reads all of it each time. */
  Supplier<NodeWorkloads> read() {
    return new WorkloadReader(
        source, tree, systemCgroups, HostConstraints.ofThisHost(tree.reader(), exclusive));
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

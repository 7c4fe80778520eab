package io.temper.agent;

import io.temper.agent.daemon.HostConstraints;
import io.temper.agent.daemon.Orchestrator;
import io.temper.agent.daemon.WatchedFile;
import io.temper.agent.daemon.WorkloadPorts;
import io.temper.json.WorkloadsToml;
import io.temper.linux.CgroupTree;
import io.temper.linux.FileChanges;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.WorkloadReader;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.config.SourceSetting;
import io.temper.runtime.feed.SparingSource;
import io.temper.runtime.source.RuledWorkloads;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The workload file of a host that no orchestrator manages.
 *
 * @param setting which one
 */
record FileSource(SourceSetting.File setting) implements RunSource {
  private static final Duration LOOK_ALL_THE_SAME = Duration.ofMinutes(5);

  @Override
  public String text() {
    return setting.text();
  }

  @Override
  public TierRules tierRules(TierRules configured) {
    return RuledWorkloads.tierRules(configured);
  }

  @Override
  public NodeWorkloads readOnce(Supplier<List<CgroupPath>> systemCgroups) {
    return workloads(AgentWiring.cgroups(), rules(), systemCgroups).get();
  }

  @Override
  public WorkloadPorts ports(Supplier<List<CgroupPath>> systemCgroups) {
    var rules = rules();
    var changes = FileChanges.open("groups and workload files");
    return new WorkloadPorts(
        spared(rules, changes, systemCgroups), changes, () -> rules.latest().orElse(List.of()));
  }

  private WatchedFile<List<WorkloadRule>> rules() {
    return new WatchedFile<>(setting.path(), WorkloadsToml::read);
  }

  /** Looked at often, so the tree is read only where the kernel says that it changed. */
  private Supplier<NodeWorkloads> spared(
      Supplier<List<WorkloadRule>> rules,
      FileChanges changes,
      Supplier<List<CgroupPath>> systemCgroups) {
    var tree = AgentWiring.cgroups().watchedBy(changes);
    return new SparingSource<>(
        workloads(tree, rules, systemCgroups),
        changes.watching(
            setting.path(),
            () -> List.of(
                changes.seen(),
                rules.get(),
                systemCgroups.get(),
                HostConstraints.signs(Ticker.system()::nanos))),
        tree::forget,
        LOOK_ALL_THE_SAME,
        Ticker.system()::nanos);
  }

  private static Supplier<NodeWorkloads> workloads(
      CgroupTree tree,
      Supplier<List<WorkloadRule>> rules,
      Supplier<List<CgroupPath>> systemCgroups) {
    return new WorkloadReader(
        new RuledWorkloads(rules, tree::matching),
        tree,
        systemCgroups,
        HostConstraints.ofThisHost(tree.reader()));
  }

  @Override
  public Optional<Orchestrator> orchestrator() {
    return Optional.empty();
  }

  @Override
  public List<String> notes() {
    return List.of();
  }
}

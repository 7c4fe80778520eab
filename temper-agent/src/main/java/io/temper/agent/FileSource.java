package io.temper.agent;

import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.agent.daemon.reload.WatchedFile;
import io.temper.json.WorkloadsToml;
import io.temper.linux.CgroupTree;
import io.temper.linux.FileChanges;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.SourceSetting;
import io.temper.runtime.source.RuledWorkloads;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The workload file of a host that no orchestrator manages.
 *
 * @param setting which one
 */
record FileSource(SourceSetting.File setting) implements RunSource {
  @Override
  public String text() {
    return setting.text();
  }

  @Override
  public TierRules tierRules(PlanConfig configured) {
    return RuledWorkloads.tierRules(configured.tierRules());
  }

  @Override
  public NodeWorkloads readOnce(Supplier<List<CgroupPath>> systemCgroups) {
    return workloads(AgentWiring.cgroups(), rules(), systemCgroups).read().get();
  }

  @Override
  public WorkloadPorts ports(Supplier<List<CgroupPath>> systemCgroups) {
    var rules = rules();
    var changes = FileChanges.open("groups and workload files");
    var read = workloads(AgentWiring.cgroups().watchedBy(changes), rules, systemCgroups)
        .readWhen(changes.watching(setting.path(), () -> List.of(changes.seen(), rules.get())));
    return new WorkloadPorts(read, changes, () -> rules.latest().orElse(List.of()));
  }

  private WatchedFile<List<WorkloadRule>> rules() {
    return new WatchedFile<>(setting.path(), WorkloadsToml::read);
  }

  private static GroupedWorkloads workloads(
      CgroupTree tree,
      Supplier<List<WorkloadRule>> rules,
      Supplier<List<CgroupPath>> systemCgroups) {
    return new GroupedWorkloads(new RuledWorkloads(rules, tree::matching), tree, systemCgroups);
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

package io.temper.agent;

import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.agent.units.LeftAlone;
import io.temper.agent.units.SystemdUnits;
import io.temper.linux.CgroupTree;
import io.temper.linux.FileChanges;
import io.temper.linux.ThreadTable;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.SourceSetting;
import io.temper.runtime.source.RuledWorkloads;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The units of a host that systemd manages. */
final class SystemdSource implements RunSource {
  private static final Path HOST = Path.of("/");

  private final SourceSetting.Systemd setting;
  private volatile @Nullable SystemdUnits units;

  SystemdSource(SourceSetting.Systemd setting) {
    this.setting = setting;
  }

  @Override
  public String text() {
    return setting.text();
  }

  /** Who writes files of units administers the host, as who writes a workload file does. */
  @Override
  public TierRules tierRules(PlanConfig configured) {
    return RuledWorkloads.tierRules(configured.tierRules())
        .withThresholds(configured.unitWeights());
  }

  @Override
  public NodeWorkloads readOnce(Supplier<List<CgroupPath>> systemCgroups) {
    var tree = AgentWiring.cgroups();
    var found = units(tree, folder -> {}, systemCgroups);
    return new GroupedWorkloads(found, tree, systemCgroups).read().get();
  }

  @Override
  public WorkloadPorts ports(Supplier<List<CgroupPath>> systemCgroups) {
    var changes = FileChanges.open("units and their files");
    var tree = AgentWiring.cgroups().watchedBy(changes);
    var found = units(tree, changes::watchFilesOf, systemCgroups);
    var read = new GroupedWorkloads(found, tree, systemCgroups)
        .readWhen(() -> List.of(changes.seen(), found.sign()));
    return new WorkloadPorts(read, changes, List::of);
  }

  private SystemdUnits units(
      CgroupTree tree, Consumer<Path> listen, Supplier<List<CgroupPath>> systemCgroups) {
    var self = ThreadTable.open(ThreadTable.DEFAULT_ROOT)
        .cgroupOf(Math.toIntExact(ProcessHandle.current().pid()));
    var found =
        new SystemdUnits(tree, HOST, listen, new LeftAlone(self.orElse(null), systemCgroups));
    units = found;
    return found;
  }

  @Override
  public Optional<Orchestrator> orchestrator() {
    return Optional.empty();
  }

  @Override
  public List<String> notes() {
    SystemdUnits known = units;
    return known == null ? List.of() : known.notes();
  }
}

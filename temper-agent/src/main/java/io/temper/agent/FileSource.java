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
import io.temper.runtime.status.FirstFew;
import io.temper.tier.TierRules;
import io.temper.workload.CgroupPath;
import io.temper.workload.WorkloadRule;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The workload file of a host that no orchestrator manages. */
final class FileSource implements RunSource {
  /** So many rules without a group are named; the rest is told by number. */
  private static final int MOST_NOTES = 10;

  private final SourceSetting.File setting;
  private volatile @Nullable RuledWorkloads ruled;

  FileSource(SourceSetting.File setting) {
    this.setting = setting;
  }

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

  private GroupedWorkloads workloads(
      CgroupTree tree,
      Supplier<List<WorkloadRule>> rules,
      Supplier<List<CgroupPath>> systemCgroups) {
    var found = new RuledWorkloads(rules, tree::matching);
    ruled = found;
    return new GroupedWorkloads(found, tree, systemCgroups);
  }

  @Override
  public Optional<Orchestrator> orchestrator() {
    return Optional.empty();
  }

  @Override
  public List<String> notes() {
    return notes(unmatched());
  }

  @Override
  public List<String> information() {
    return information(unmatched());
  }

  private List<WorkloadRule> unmatched() {
    RuledWorkloads known = ruled;
    return known == null ? List.of() : known.unmatched();
  }

  /** A rule that stands for nothing looks like one that works: nobody else would tell of a wrong path. */
  static List<String> notes(List<WorkloadRule> unmatched) {
    return sentences(
        unmatched.stream().filter(rule -> rule.cgroup().isLiteral()).toList(),
        "there is no control group ");
  }

  /** A pattern is written for groups that come and go: without any, nothing need be wrong. */
  static List<String> information(List<WorkloadRule> unmatched) {
    return sentences(
        unmatched.stream().filter(rule -> !rule.cgroup().isLiteral()).toList(),
        "no control group matches ");
  }

  private static List<String> sentences(List<WorkloadRule> rules, String what) {
    return FirstFew.sentences(
        MOST_NOTES,
        rules,
        rule -> "workload '" + rule.name() + "': " + what + rule.cgroup() + " now",
        "more workloads have no control group now");
  }
}

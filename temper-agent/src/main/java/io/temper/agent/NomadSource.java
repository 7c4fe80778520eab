package io.temper.agent;

import io.temper.TemperException;
import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.agent.report.input.InputException;
import io.temper.linux.CgroupTree;
import io.temper.linux.FileChanges;
import io.temper.linux.ThreadTable;
import io.temper.nomad.api.NomadException;
import io.temper.nomad.api.NomadServer;
import io.temper.nomad.api.NomadSettings;
import io.temper.nomad.watch.DockerGroups;
import io.temper.nomad.watch.NodeSafeMode;
import io.temper.nomad.watch.NodeTasks;
import io.temper.nomad.watch.NomadNode;
import io.temper.nomad.watch.TaskGroups;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.SourceSetting;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeStatus;
import io.temper.runtime.thread.Bell;
import io.temper.runtime.thread.JoinedBell;
import io.temper.tier.TierRules;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of Nomad, as the agent of its host uses it. */
final class NomadSource implements RunSource, Orchestrator {
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

  private final SourceSetting.Nomad setting;
  private final AnnotationPrefixes prefixes;
  private final NomadNode node;
  private final NodeSafeMode safeMode;
  private volatile @Nullable NodeTasks tasks;
  private volatile @Nullable JoinedBell bell;

  private NomadSource(
      SourceSetting.Nomad setting, NomadServer server, AnnotationPrefixes prefixes) {
    this.setting = setting;
    this.prefixes = prefixes;
    this.node = new NomadNode(setting.node(), server, Ticker.system());
    this.safeMode = node.safeMode();
  }

  /**
   * Finds Nomad. Does not ask it anything yet.
   *
   * @param source what the user wrote
   * @param environment the environment variables
   * @param prefixes of annotations; the first stands for that of a job's meta
   * @throws InputException if it is not known where Nomad is, or who asks
   */
  static NomadSource open(
      SourceSetting.Nomad source, Map<String, String> environment, AnnotationPrefixes prefixes) {
    try {
      var server = NomadServer.open(NomadSettings.ofEnvironment(environment));
      return new NomadSource(source, server, prefixes);
    } catch (NomadException e) {
      throw new InputException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public String text() {
    return setting.text();
  }

  /** Whoever may submit a job must not choose its tier, unless that is configured. */
  @Override
  public TierRules tierRules(PlanConfig configured) {
    return configured.tierRules().withThresholds(configured.nomadPriorities());
  }

  /** Waits for the first answers, and no longer. */
  @Override
  public NodeWorkloads readOnce(Supplier<List<CgroupPath>> systemCgroups) {
    try (node) {
      node.start();
      node.awaitNode(FIRST_ANSWER);
      node.awaitAllocations(FIRST_ANSWER);
      return workloads(AgentWiring.cgroups(), systemCgroups).read().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemperException("interrupted while Nomad was asked", e);
    }
  }

  @Override
  public WorkloadPorts ports(Supplier<List<CgroupPath>> systemCgroups) {
    var changes = FileChanges.open("groups of tasks");
    var joined = new JoinedBell("temper-tasks", List.of(changes, node.taskBell()));
    bell = joined;
    var read = workloads(AgentWiring.cgroups().watchedBy(changes), systemCgroups)
        .readWhen(() -> List.of(changes.seen(), node.sign()));
    return new WorkloadPorts(read, joined, List::of);
  }

  private GroupedWorkloads workloads(CgroupTree tree, Supplier<List<CgroupPath>> systemCgroups) {
    var docker =
        new DockerGroups(CgroupTree.DEFAULT_ROOT, ThreadTable.DEFAULT_ROOT, tree::children);
    NodeTasks found = node.workloads(prefixes, new TaskGroups(tree::firstExisting, docker));
    tasks = found;
    return new GroupedWorkloads(found, tree, systemCgroups);
  }

  @Override
  public Optional<Orchestrator> orchestrator() {
    return Optional.of(this);
  }

  /** Nomad is told nothing: whoever wants to know how a node is doing asks the agent. */
  @Override
  public void start(Supplier<NodeStatus> status) {
    node.start();
    try {
      node.awaitNode(FIRST_ANSWER);
    } catch (InterruptedException e) {
      // It is being ended; what cannot be told counts as asked for.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<SafeModeRequest> asked() {
    return safeMode.get();
  }

  @Override
  public SafeModeRequest unclear(String why) {
    return safeMode.unclear(why);
  }

  @Override
  public Bell safeModeBell() {
    return node.nodeBell();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    node.outage().ifPresent(notes::add);
    Optional.ofNullable(tasks).ifPresent(known -> notes.addAll(known.notes()));
    node.nodeTrouble().ifPresent(notes::add);
    return List.copyOf(notes);
  }

  @Override
  public ApiServerObservation observe() {
    return new ApiServerObservation(node.watches(), List.of());
  }

  @Override
  public void close() {
    Optional.ofNullable(bell).ifPresent(JoinedBell::close);
    node.close();
  }
}

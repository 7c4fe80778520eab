package io.temper.agent;

import io.temper.agent.report.input.InputException;
import io.temper.linux.CgroupTree;
import io.temper.linux.ThreadTable;
import io.temper.nomad.api.NomadException;
import io.temper.nomad.api.NomadServer;
import io.temper.nomad.api.NomadSettings;
import io.temper.nomad.watch.DockerGroups;
import io.temper.nomad.watch.NodeSafeMode;
import io.temper.nomad.watch.NodeTasks;
import io.temper.nomad.watch.NomadNode;
import io.temper.nomad.watch.TaskGroups;
import io.temper.plan.ExclusiveCpus;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.config.PlanConfig;
import io.temper.runtime.config.SourceSetting;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.thread.Bell;
import io.temper.spi.SafeModeSource;
import io.temper.spi.StatusSink;
import io.temper.tier.TierRules;
import io.temper.workload.AnnotationPrefixes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client of Nomad, as the agent of its host uses it. */
final class NomadSource implements OrchestratorClient {
  private final SourceSetting.Nomad setting;
  private final AnnotationPrefixes prefixes;
  private final NomadNode node;
  private final NodeSafeMode safeMode;
  private volatile @Nullable NodeTasks tasks;

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

  @Override
  public String asked() {
    return "Nomad";
  }

  @Override
  public String workloadsAre() {
    return "tasks";
  }

  /** Whoever may submit a job must not choose its tier, unless that is configured. */
  @Override
  public TierRules tierRules(PlanConfig configured) {
    return configured.tierRules().withThresholds(configured.nomadPriorities());
  }

  @Override
  public void start() {
    node.start();
  }

  @Override
  public void awaitNode(Duration atMost) throws InterruptedException {
    node.awaitNode(atMost);
  }

  /** The speed of the node's CPUs is a part of each. */
  @Override
  public void awaitWorkloads(Duration atMost) throws InterruptedException {
    node.awaitNode(atMost);
    node.awaitAllocations(atMost);
  }

  @Override
  public NodeTasks workloads(CgroupTree tree) {
    var docker =
        new DockerGroups(CgroupTree.DEFAULT_ROOT, ThreadTable.DEFAULT_ROOT, tree::children);
    NodeTasks found = node.workloads(prefixes, new TaskGroups(tree::firstExisting, docker));
    tasks = found;
    return found;
  }

  @Override
  public List<ExclusiveCpus> exclusive() {
    NodeTasks known = tasks;
    return known == null ? List.of() : known.exclusive();
  }

  @Override
  public Object sign() {
    return node.sign();
  }

  @Override
  public Bell workloadBell() {
    return node.taskBell();
  }

  @Override
  public SafeModeSource safeMode() {
    return safeMode;
  }

  /**
   * There is none: the metadata of a node, the only place that a client of Nomad could write to, is made for
   * what operators and constraints of jobs go by, and writing it would wake everybody who waits for news of
   * nodes. Whoever wants to know how a node is doing asks the agent.
   */
  @Override
  public Optional<StatusSink> openStatusSink() {
    return Optional.empty();
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
    node.close();
  }
}

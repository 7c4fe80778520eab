package io.temper.agent;

import io.temper.TemperException;
import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.agent.report.input.InputException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.MountedAccount;
import io.temper.k8s.report.NodeKernel;
import io.temper.k8s.report.NodeReporter;
import io.temper.k8s.watch.KubernetesNode;
import io.temper.k8s.watch.NodePods;
import io.temper.k8s.watch.NodeSafeMode;
import io.temper.linux.CgroupTree;
import io.temper.linux.FileChanges;
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
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A node of a Kubernetes cluster, as the agent of the node uses it. */
final class KubernetesSource implements RunSource, Orchestrator {
  /** Names the node, where the source does not: in a pod from {@code spec.nodeName}. */
  static final String NODE_NAME = "NODE_NAME";

  private static final String NO_NAMESPACE = "default";
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(5);

  private final SourceSetting.Kubernetes setting;
  private final String name;
  private final ApiServer server;
  private final AnnotationPrefixes prefixes;
  private final KubernetesNode node;
  private final NodeSafeMode safeMode;
  private volatile @Nullable NodePods pods;
  private volatile @Nullable NodeReporter reporter;
  private volatile @Nullable JoinedBell bell;

  private KubernetesSource(
      SourceSetting.Kubernetes setting,
      String name,
      ApiServer server,
      AnnotationPrefixes prefixes) {
    this.setting = setting;
    this.prefixes = prefixes;
    this.name = name;
    this.server = server;
    this.node = new KubernetesNode(name, server, Ticker.system());
    this.safeMode = node.safeMode(prefixes);
  }

  /**
   * Finds the cluster. Does not ask it anything yet.
   *
   * @param source what the user wrote
   * @param environment the environment variables
   * @param prefixes of the annotations of the node
   * @throws TemperException if it is not known which node, or which cluster
   */
  static KubernetesSource open(
      SourceSetting.Kubernetes source,
      Map<String, String> environment,
      AnnotationPrefixes prefixes) {
    String name = source.node().isEmpty() ? nameIn(environment) : source.node();
    return new KubernetesSource(source, name, ApiServer.ofEnvironment(), prefixes);
  }

  private static String nameIn(Map<String, String> environment) {
    String name = environment.getOrDefault(NODE_NAME, "");
    if (name.isEmpty()) {
      throw new InputException("nothing says which node this is: give kubernetes:NODE, or set "
          + NODE_NAME + ", in a pod from the field spec.nodeName");
    }
    try {
      return SourceSetting.Kubernetes.requireName(name);
    } catch (IllegalArgumentException e) {
      throw new InputException("the environment variable " + NODE_NAME + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String text() {
    return setting.text();
  }

  /** Whoever may make a pod must not choose its tier, unless that is configured. */
  @Override
  public TierRules tierRules(PlanConfig configured) {
    return configured.tierRules();
  }

  /** Waits for the first answer, and no longer. */
  @Override
  public NodeWorkloads readOnce(Supplier<List<CgroupPath>> systemCgroups) {
    try (node) {
      node.start();
      node.awaitPods(FIRST_ANSWER);
      return workloads(AgentWiring.cgroups(), systemCgroups).read().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemperException("interrupted while the API server was asked", e);
    }
  }

  @Override
  public WorkloadPorts ports(Supplier<List<CgroupPath>> systemCgroups) {
    var changes = FileChanges.open("groups of pods");
    var joined = new JoinedBell("temper-pods", List.of(changes, node.podBell()));
    bell = joined;
    var read = workloads(AgentWiring.cgroups().watchedBy(changes), systemCgroups)
        .readWhen(() -> List.of(changes.seen(), node.pods().all()));
    return new WorkloadPorts(read, joined, List::of);
  }

  private GroupedWorkloads workloads(CgroupTree tree, Supplier<List<CgroupPath>> systemCgroups) {
    NodePods found = node.workloads(tree::firstExisting);
    pods = found;
    return new GroupedWorkloads(found, tree, systemCgroups);
  }

  @Override
  public Optional<Orchestrator> orchestrator() {
    return Optional.of(this);
  }

  @Override
  public void start(Supplier<NodeStatus> status) {
    node.start();
    var told = new NodeReporter(target(), status, Ticker.system());
    reporter = told;
    told.start();
    try {
      node.awaitObject(FIRST_ANSWER);
    } catch (InterruptedException e) {
      // It is being ended; what cannot be told counts as asked for.
      Thread.currentThread().interrupt();
    }
  }

  private NodeReporter.Target target() {
    return new NodeReporter.Target(
        server,
        name,
        namespace(),
        // In a container each agent has the same number.
        name + "/" + UUID.randomUUID(),
        prefixes,
        KubernetesSource::kernel);
  }

  private static NodeKernel kernel() {
    String level = AgentWiring.loader().preflight().featureLevel().orElse("");
    return new NodeKernel(System.getProperty("os.version"), level);
  }

  /** Outside of a pod there is no namespace of one's own. */
  private static String namespace() {
    return MountedAccount.ofThisProcess().namespace().orElse(NO_NAMESPACE);
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
    Optional.ofNullable(pods).ifPresent(known -> notes.addAll(known.notes()));
    Optional.ofNullable(node.object().trouble())
        .ifPresent(trouble -> notes.add(trouble.toString()));
    Optional.ofNullable(reporter).ifPresent(told -> notes.addAll(told.notes()));
    return List.copyOf(notes);
  }

  @Override
  public ApiServerObservation observe() {
    NodeReporter told = reporter;
    return new ApiServerObservation(node.watches(), told == null ? List.of() : told.writes());
  }

  @Override
  public void close() {
    Optional.ofNullable(reporter).ifPresent(NodeReporter::close);
    Optional.ofNullable(bell).ifPresent(JoinedBell::close);
    node.close();
  }
}

package io.temper.agent;

import io.temper.agent.report.input.InputException;
import io.temper.k8s.api.ApiServer;
import io.temper.k8s.api.MountedAccount;
import io.temper.k8s.report.NodeKernel;
import io.temper.k8s.report.NodeReporter;
import io.temper.k8s.watch.KubernetesNode;
import io.temper.k8s.watch.NodePods;
import io.temper.k8s.watch.NodeSafeMode;
import io.temper.linux.CgroupTree;
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
import io.temper.workload.CgroupPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A node of a Kubernetes cluster, as the agent of the node uses it. */
final class KubernetesSource implements OrchestratorClient {
  /** Names the node, where the source does not: in a pod from {@code spec.nodeName}. */
  static final String NODE_NAME = "NODE_NAME";

  private static final String NO_NAMESPACE = "default";

  private static final Duration FIRST_WORD = Duration.ofSeconds(5);

  private final SourceSetting.Kubernetes setting;
  private final String name;
  private final ApiServer server;
  private final AnnotationPrefixes prefixes;
  private final KubernetesNode node;
  private final NodeSafeMode safeMode;
  private volatile @Nullable NodePods pods;
  private volatile @Nullable NodeReporter reporter;

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
   * @throws io.temper.TemperException if it is not known which node, or which cluster
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

  @Override
  public String asked() {
    return "the API server";
  }

  @Override
  public String workloadsAre() {
    return "pods";
  }

  /** Whoever may make a pod must not choose its tier, unless that is configured. */
  @Override
  public TierRules tierRules(PlanConfig configured) {
    return configured.tierRules();
  }

  @Override
  public void start() {
    node.start();
  }

  @Override
  public void awaitNode(Duration atMost) throws InterruptedException {
    node.awaitObject(atMost);
  }

  @Override
  public void awaitWorkloads(Duration atMost) throws InterruptedException {
    node.awaitPods(atMost);
  }

  @Override
  public NodePods workloads(CgroupTree tree) {
    return kept(node.enforcedWorkloads(tree::firstExisting, KubernetesSource::kubeletRoots));
  }

  /** Also on another host than the node: there no pod has a group. */
  @Override
  public NodePods workloadsToLookAt(CgroupTree tree) {
    return kept(node.workloads(tree::firstExisting, KubernetesSource::kubeletRoots));
  }

  private NodePods kept(NodePods found) {
    pods = found;
    return found;
  }

  /** Not of a tree that is listened to, which would be all groups of the host from then on. */
  private static List<CgroupPath> kubeletRoots() {
    return AgentWiring.cgroups().kubeletRoots();
  }

  /** It leaves that to the kubelet, whose file is read. */
  @Override
  public List<ExclusiveCpus> exclusive() {
    return List.of();
  }

  @Override
  public Object sign() {
    return node.pods().all();
  }

  @Override
  public Bell workloadBell() {
    return node.podBell();
  }

  /** Annotations, a lease and events. */
  @Override
  public Optional<StatusSink> openStatusSink() {
    var told = new NodeReporter(target(), Ticker.system());
    reporter = told;
    told.start();
    return Optional.of(told);
  }

  private NodeReporter.Target target() {
    return new NodeReporter.Target(
        server,
        name,
        this::uid,
        namespace(),
        // In a container each agent has the same number.
        name + "/" + UUID.randomUUID(),
        prefixes,
        KubernetesSource::kernel);
  }

  /**
   * Waits for the API server's first word of the node: some API servers let a lease be given an owner only when it
   * is made. Asked by the thread that renews it.
   */
  private Optional<String> uid() {
    try {
      node.awaitObject(FIRST_WORD);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return node.uid();
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
  public SafeModeSource safeMode() {
    return safeMode;
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
  public List<String> information() {
    NodePods known = pods;
    return known == null ? List.of() : known.information();
  }

  @Override
  public ApiServerObservation observe() {
    NodeReporter told = reporter;
    return new ApiServerObservation(node.watches(), told == null ? List.of() : told.writes());
  }

  @Override
  public void close() {
    node.close();
  }
}

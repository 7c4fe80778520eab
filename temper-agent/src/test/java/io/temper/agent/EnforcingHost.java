package io.temper.agent;

import io.temper.agent.daemon.NodeAgent;
import io.temper.agent.daemon.port.AgentPorts;
import io.temper.agent.daemon.port.AgentSettings;
import io.temper.agent.daemon.port.HostPorts;
import io.temper.agent.daemon.port.PlanPorts;
import io.temper.agent.daemon.port.ProcessPorts;
import io.temper.agent.daemon.port.UsageSettings;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.agent.demo.node.Await;
import io.temper.agent.lint.NodeLint;
import io.temper.bpf.SchedExtLoader;
import io.temper.json.ProfilesToml;
import io.temper.kernel.KernelConfig;
import io.temper.lint.fact.LintInput;
import io.temper.linux.CgroupTree;
import io.temper.linux.GroupThreads;
import io.temper.linux.SysfsTopology;
import io.temper.linux.ThreadTable;
import io.temper.plan.NodeConstraints;
import io.temper.plan.PlanPolicy;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.WorkloadReader;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.placement.ExpectedThread;
import io.temper.runtime.thread.Bell;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import io.temper.tier.TierPolicy;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A whole agent that enforces on this host, in this process, so that a test can ask its scheduler. */
public final class EnforcingHost implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Watched backend = new Watched(new SchedExtLoader());
  private final Path socket;
  private final NodeAgent agent;

  /**
   * What a test wants of the agent.
   *
   * @param catalog tells the threads of workloads apart
   * @param facts what its linter learns of the host
   * @param lint how often its linter looks
   * @param usage what watching the containers needs; null for not watching them
   */
  public record Setup(
      ProfileCatalog catalog,
      Function<Supplier<List<ExpectedThread>>, UnaryOperator<LintInput>> facts,
      NodeLint.Pace lint,
      @Nullable UsageSettings usage) {
    /** Profiles as they come with Temper, a linter that learns nothing of the host, and no watching. */
    public static final Setup PLAIN = new Setup(
        ProfileCatalog.of(ProfilesToml.builtIns()),
        unused -> input -> input,
        NodeLint.Pace.STANDARD,
        null);

    /** Returns the setup with other profiles. */
    public Setup with(ProfileCatalog other) {
      return new Setup(other, facts, lint, usage);
    }

    /** Returns the setup with a linter that learns what that of the daemon learns. */
    public Setup linting(NodeLint.Pace pace) {
      return new Setup(catalog, AgentWiring::lintFacts, pace, usage);
    }

    /** Returns the setup with containers that are watched. */
    public Setup watching(UsageSettings containers) {
      return new Setup(catalog, facts, lint, containers);
    }
  }

  private EnforcingHost(Path folder, Setup setup, WorkloadSet workloads) {
    var tree = CgroupTree.open(CgroupTree.DEFAULT_ROOT);
    var planner = TierPlanner.with(PlanPolicy.STANDARD.withProfiles(setup.catalog()));
    var reader =
        new WorkloadReader(() -> workloads, tree, List::of, running -> NodeConstraints.NONE);
    socket = folder.resolve("control.sock");
    agent = new NodeAgent(
        new AgentSettings(
            ControllerOptions.STANDARD,
            Duration.ofMillis(100),
            "a test",
            folder.resolve("safe-mode"),
            socket,
            folder.resolve("lib"),
            folder.resolve("audit.jsonl"),
            1 << 20,
            1,
            null,
            setup.usage(),
            setup.lint(),
            AnnotationPrefixes.STANDARD),
        new AgentPorts(
            new WorkloadPorts(reader, Bell.none(), List::of),
            new PlanPorts(() -> planner, Bell.none(), TierPolicy::standard, () -> {}),
            new HostPorts(
                backend,
                () -> SysfsTopology.read().topology(),
                List::of,
                setup::catalog,
                new GroupThreads(tree, ThreadTable.DEFAULT_ROOT),
                setup.facts()),
            new ProcessPorts((name, handler) -> {}, Ticker.system(), List::of, List::of, () -> {})),
        "test");
  }

  /** Starts a plain one and waits until it enforces. */
  public static EnforcingHost enforcing(Path folder, Workload... workloads) {
    return enforcing(folder, Setup.PLAIN, workloads);
  }

  /** Starts it and waits until it enforces. */
  public static EnforcingHost enforcing(Path folder, Setup setup, Workload... workloads) {
    var host = new EnforcingHost(folder, setup, WorkloadSet.of(workloads));
    host.agent.start();
    Await.until(
        PATIENCE,
        () -> host.agent.status().state().name().equals("enforcing"),
        () -> "the agent does not enforce: " + host.agent.status());
    return host;
  }

  /** Returns the scheduler that was attached last. */
  public AttachedScheduler scheduler() {
    return Objects.requireNonNull(backend.last, "nothing was attached");
  }

  /** Returns what the agent says that somebody should look at. */
  public List<String> problems() {
    return agent.status().problems();
  }

  /** Runs a command against the agent, as a user does. */
  public CommandRun command(String name, String... options) {
    var all = new ArrayList<String>(List.of(name, "--socket", socket.toString()));
    all.addAll(List.of(options));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Override
  public void close() {
    agent.close();
  }

  /** Remembers the scheduler that was attached last. */
  private static final class Watched implements SchedulerBackend {
    private final SchedulerBackend backend;
    private volatile @Nullable AttachedScheduler last;

    Watched(SchedulerBackend backend) {
      this.backend = backend;
    }

    @Override
    public ProbeResult probe() {
      return backend.probe();
    }

    @Override
    public AttachedScheduler attach(KernelConfig config, SchedulerListener listener) {
      var attached = backend.attach(config, listener);
      last = attached;
      return attached;
    }

    @Override
    public boolean endLeft() {
      return backend.endLeft();
    }

    @Override
    public boolean mayBeInCharge() {
      return backend.mayBeInCharge();
    }
  }
}

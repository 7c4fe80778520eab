package io.temper.agent.profile;

import io.temper.agent.daemon.AgentPorts;
import io.temper.agent.daemon.AgentSettings;
import io.temper.agent.daemon.HostPorts;
import io.temper.agent.daemon.NodeAgent;
import io.temper.agent.daemon.PlanPorts;
import io.temper.agent.daemon.ProcessPorts;
import io.temper.agent.daemon.WorkloadPorts;
import io.temper.agent.demo.node.Await;
import io.temper.bpf.SchedExtLoader;
import io.temper.json.ProfilesToml;
import io.temper.kernel.KernelConfig;
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
import io.temper.runtime.thread.Bell;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ProbeResult;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import io.temper.tier.TierPolicy;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A whole agent that enforces on this host, in this process, so that a test can ask its scheduler. */
final class ProfiledHost implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Watched backend = new Watched(new SchedExtLoader());
  private final NodeAgent agent;

  private ProfiledHost(Path folder, WorkloadSet workloads) {
    var tree = CgroupTree.open(CgroupTree.DEFAULT_ROOT);
    var catalog = ProfileCatalog.of(ProfilesToml.builtIns());
    var planner = TierPlanner.with(PlanPolicy.STANDARD.withProfiles(catalog));
    var reader =
        new WorkloadReader(() -> workloads, tree, List::of, running -> NodeConstraints.NONE);
    agent = new NodeAgent(
        new AgentSettings(
            ControllerOptions.STANDARD,
            Duration.ofMillis(100),
            "a test",
            folder.resolve("safe-mode"),
            folder.resolve("control.sock"),
            folder.resolve("lib"),
            folder.resolve("audit.jsonl"),
            1 << 20,
            1,
            null,
            null),
        new AgentPorts(
            new WorkloadPorts(reader, Bell.none(), List::of),
            new PlanPorts(() -> planner, Bell.none(), TierPolicy::standard, () -> {}),
            new HostPorts(
                backend,
                () -> SysfsTopology.read().topology(),
                List::of,
                catalog,
                new GroupThreads(tree, ThreadTable.DEFAULT_ROOT),
                unused -> input -> input),
            new ProcessPorts((name, handler) -> {}, Ticker.system(), List::of, () -> {})),
        "test");
  }

  /** Starts it and waits until it enforces. */
  static ProfiledHost enforcing(Path folder, Workload... workloads) {
    var host = new ProfiledHost(folder, WorkloadSet.of(workloads));
    host.agent.start();
    Await.until(
        PATIENCE,
        () -> host.agent.status().state().name().equals("enforcing"),
        () -> "the agent does not enforce: " + host.agent.status());
    return host;
  }

  AttachedScheduler scheduler() {
    return Objects.requireNonNull(backend.last, "nothing was attached");
  }

  List<String> problems() {
    return agent.status().problems();
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
  }
}

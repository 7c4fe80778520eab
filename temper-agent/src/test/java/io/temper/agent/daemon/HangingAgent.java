package io.temper.agent.daemon;

import io.temper.agent.daemon.port.AgentPorts;
import io.temper.agent.daemon.port.AgentSettings;
import io.temper.agent.daemon.port.HostPorts;
import io.temper.agent.daemon.port.PlanPorts;
import io.temper.agent.daemon.port.ProcessPorts;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.agent.daemon.safemode.Signals;
import io.temper.agent.lint.NodeLint;
import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerDelays;
import io.temper.observe.SchedulerSnapshot;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.thread.Bell;
import io.temper.spi.AttachedScheduler;
import io.temper.spi.ProbeResult;
import io.temper.spi.PublishOutcome;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.SchedulerListener;
import io.temper.spi.ThreadWatch;
import io.temper.tier.TierPolicy;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.WorkloadSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * An agent in a process of its own, over a host that hangs: while it attaches, or while it ends the
 * scheduler. With {@code start} the agent's own start hangs. Its files are in a folder.
 */
final class HangingAgent {
  static final int FAILED = 70;

  private HangingAgent() {}

  /** Runs until it is ended; the arguments are the folder and what hangs. */
  public static void main(String[] args) throws InterruptedException {
    Path folder = Path.of(args[0]);
    String hangs = args[1];
    var settings = new AgentSettings(
        ControllerOptions.STANDARD,
        Duration.ofMillis(10),
        "a test",
        folder.resolve("safe-mode"),
        folder.resolve("control.sock"),
        folder.resolve("lib"),
        folder.resolve("audit.jsonl"),
        1 << 20,
        2,
        null,
        null,
        NodeLint.Pace.STANDARD,
        AnnotationPrefixes.STANDARD);
    var ports = new AgentPorts(
        new WorkloadPorts(
            () -> new NodeWorkloads(WorkloadSet.empty(), new TreeMap<>()), Bell.none(), List::of),
        new PlanPorts(TierPlanner::standard, Bell.none(), TierPolicy::standard, () -> {}),
        new HostPorts(
            new HangingHost(hangs),
            () -> NodeTopology.parse("2c2t"),
            List::of,
            () -> ProfileCatalog.EMPTY,
            new NoThreads(),
            unused -> UnaryOperator.identity()),
        new ProcessPorts(
            (name, handler) -> {
              Signals.handle(name, handler);
              if (hangs.equals("start")) {
                forEver();
              }
            },
            Ticker.system(),
            List::of,
            List::of,
            () -> Runtime.getRuntime().halt(FAILED)));
    try (var agent = new NodeAgent(settings, ports, "1")) {
      Runtime.getRuntime().addShutdownHook(new Thread(agent::close));
      agent.start();
      new CountDownLatch(1).await();
    }
  }

  private static void forEver() {
    while (true) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // What hangs in a kernel or on a disk hears no interrupt.
      }
    }
  }

  private record HangingHost(String hangs) implements SchedulerBackend {
    @Override
    public ProbeResult probe() {
      return new ProbeResult.Supported();
    }

    @Override
    public AttachedScheduler attach(KernelConfig config, SchedulerListener listener) {
      if (hangs.equals("attach")) {
        forEver();
      }
      return new HangingScheduler(hangs);
    }
  }

  private record HangingScheduler(String hangs) implements AttachedScheduler {
    @Override
    public void close() {
      if (hangs.equals("end")) {
        forEver();
      }
    }

    @Override
    public State state() {
      return State.ATTACHED;
    }

    @Override
    public PublishOutcome publish(KernelConfig config) {
      return new PublishOutcome.Unchanged(config.generation());
    }

    @Override
    public SchedulerSnapshot snapshot() {
      throw new IllegalStateException("not asked for here");
    }

    @Override
    public List<CpuStats> cpus() {
      return List.of();
    }

    @Override
    public LayerDelays delays() {
      return new LayerDelays(List.of());
    }

    @Override
    public boolean assign(int tid, String layer) {
      return false;
    }

    @Override
    public boolean unassign(int tid) {
      return false;
    }

    @Override
    public Optional<ThreadWatch> watch(int tid) {
      return Optional.empty();
    }
  }
}

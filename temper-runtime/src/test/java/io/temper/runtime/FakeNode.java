package io.temper.runtime;

import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.observe.SchedulerExit;
import io.temper.plan.EnforcementPlan;
import io.temper.plan.TierPlanner;
import io.temper.runtime.clock.ManualTicker;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.restart.RestartMemory;
import io.temper.runtime.safemode.DeafListener;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.SafeMode;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.spi.ProbeResult.Finding;
import io.temper.spi.SchedulerBackend;
import io.temper.testkit.FakeBackend;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node without a kernel, driven by hand: time passes and sources speak when a test says so. */
final class FakeNode {
  static final SchedulerExit STALL =
      SchedulerExit.of(1026, 0, "runnable task stall", "test[1] failed to run", "");
  static final SchedulerExit SYSRQ = SchedulerExit.of(67, 0, "disabled by sysrq-S", "", "");
  static final SchedulerExit HEARTBEAT =
      SchedulerExit.of(65, 0x54000001L, "unregistered from BPF", "no heartbeat", "");

  final ManualTicker ticker = new ManualTicker();
  final FakeBackend host = new FakeBackend();
  final Remembered memory = new Remembered();
  final RememberedPlan plans = new RememberedPlan();
  final HandFed<NodeWorkloads> workloads = new HandFed<>();
  final HandFed<NodeTopology> topology = new HandFed<>();
  final HandFed<TierPlanner> planner = new HandFed<>();
  final HandFed<List<Finding>> objections = new HandFed<>();
  Enforcement enforcement = new Enforcement();
  SafeMode safeMode = new SafeMode(enforcement, new DeafListener());
  private final Map<CgroupPath, Long> ids = new HashMap<>();
  private NodeController controller;
  private Duration rest = Duration.ZERO;

  FakeNode() {
    this(ControllerOptions.STANDARD);
  }

  FakeNode(ControllerOptions options) {
    controller = newAgent(options);
  }

  /** Keeps what was saved for as long as the test lasts. */
  static final class Remembered implements RestartMemory {
    Circuit saved = Circuit.CLOSED;

    @Override
    public Circuit load() {
      return saved;
    }

    @Override
    public void save(Circuit circuit) {
      saved = circuit;
    }
  }

  /** Keeps the plan that was saved last for as long as the test lasts. */
  static final class RememberedPlan implements PlanMemory {
    @Nullable
    EnforcementPlan saved;

    int saves;
    boolean lost;

    @Override
    public Optional<EnforcementPlan> load() {
      return Optional.ofNullable(saved);
    }

    @Override
    public void save(EnforcementPlan plan) {
      saved = plan;
      saves++;
      lost = false;
    }

    @Override
    public boolean isLost() {
      return lost;
    }
  }

  private NodeController newAgent(ControllerOptions options) {
    return over(host, options);
  }

  /** A loop of this node over another backend, to be driven by the test itself. */
  NodeController controllerOver(SchedulerBackend backend) {
    return over(backend, ControllerOptions.STANDARD);
  }

  private NodeController over(SchedulerBackend backend, ControllerOptions options) {
    var ports = new NodeController.Ports(
        KernelCompiler.standard(), backend, memory, plans, ticker, () -> {});
    return new NodeController(
        ports,
        new NodeFeeds(workloads, topology, planner, objections),
        enforcement,
        safeMode,
        options);
  }

  NodeController controller() {
    return controller;
  }

  /** Replaces the agent by one that was just started; what the feeds told is told again. */
  void restartAgent() {
    controller.end();
    controller = newAgent(ControllerOptions.STANDARD);
  }

  /** The agent is told to end, and another one is started; what the feeds told is told again. */
  void succeedAgent(ControllerOptions options) {
    enforcement.leave();
    controller.end();
    enforcement = new Enforcement();
    safeMode = new SafeMode(enforcement, new DeafListener());
    controller = newAgent(options);
  }

  /** A node of four cores of which everything is known. */
  FakeNode ready(Workload... running) {
    topology.tells(NodeTopology.parse("4c8t"));
    planner.tells(TierPlanner.standard());
    objections.tells(List.of());
    runs(running);
    return this;
  }

  /** These run from now on, each in a control group that is there. */
  void runs(Workload... running) {
    NavigableMap<CgroupPath, Long> there = new TreeMap<>();
    WorkloadSet all = WorkloadSet.of(running);
    all.forEach(workload -> workload
        .cgroup()
        .ifPresent(path -> there.put(path, ids.computeIfAbsent(path, any -> 100L + ids.size()))));
    workloads.tells(new NodeWorkloads(all, there));
  }

  /** The control group was removed and made again. */
  void remade(Workload workload) {
    ids.put(workload.cgroup().orElseThrow(), 10_000L + ids.size());
  }

  /** Lets the loop work once, now. */
  NodeStatus cycle() {
    rest = controller.cycle();
    return controller.status();
  }

  /** Lets time pass, and the loop work whenever it wants to. */
  NodeStatus pass(Duration time) {
    Duration left = time;
    while (left.compareTo(rest) > 0) {
      Duration step = rest.isZero() ? Duration.ofMillis(1) : rest;
      ticker.advance(step);
      left = left.minus(step);
      cycle();
    }
    ticker.advance(left);
    return cycle();
  }

  /** How long the loop wants to rest. */
  Duration rest() {
    return rest;
  }

  void asks(SafeModeOrigin source) {
    safeMode.enter(new SafeModeRequest(source, "root", "test", ticker.now()));
  }

  NodeState state() {
    return controller.status().state();
  }

  KernelConfig inForce() {
    return host.inForce().orElseThrow();
  }

  boolean isOnStockScheduler() {
    return host.inForce().isEmpty();
  }
}

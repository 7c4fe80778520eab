package io.temper.agent.daemon;

import io.temper.agent.daemon.port.AgentPorts;
import io.temper.agent.daemon.port.AgentSettings;
import io.temper.agent.daemon.port.HostPorts;
import io.temper.agent.daemon.port.HttpSettings;
import io.temper.agent.daemon.port.Orchestrator;
import io.temper.agent.daemon.port.PlanPorts;
import io.temper.agent.daemon.port.ProcessPorts;
import io.temper.agent.daemon.port.UsageSettings;
import io.temper.agent.daemon.port.WorkloadPorts;
import io.temper.agent.lint.NodeLint;
import io.temper.agent.report.agent.StatusReport;
import io.temper.node.NodeTopology;
import io.temper.observe.SchedulerExit;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.placement.ThreadReader;
import io.temper.runtime.thread.Bell;
import io.temper.spi.ProbeResult.Finding;
import io.temper.testkit.FakeBackend;
import io.temper.tier.TierPolicy;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadRule;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole agent with all its threads over a host without a kernel. */
public final class RunningAgent implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  public final FakeBackend host = new FakeBackend();
  final AtomicInteger ends = new AtomicInteger();
  final AgentSettings settings;
  volatile Supplier<NodeWorkloads> workloads = RunningAgent::none;
  volatile List<WorkloadRule> rules = List.of();
  volatile Supplier<TierPlanner> planner = TierPlanner::standard;
  volatile Supplier<List<String>> notes = List::of;
  volatile Supplier<List<String>> information = List::of;
  volatile Runnable reload = () -> {};
  volatile Supplier<ProfileCatalog> profiles = () -> ProfileCatalog.EMPTY;
  volatile ThreadReader threads = new NoThreads();
  volatile @Nullable Orchestrator orchestrator;
  final Map<String, Runnable> signals = new ConcurrentHashMap<>();
  volatile Consumer<String> atSignal = name -> {};
  private final Path folder;
  private NodeAgent agent;

  public RunningAgent(Path folder) {
    this(folder, ControllerOptions.STANDARD, null);
  }

  RunningAgent(Path folder, ControllerOptions options, @Nullable HttpSettings http) {
    this(folder, options, http, null);
  }

  public RunningAgent(
      Path folder,
      ControllerOptions options,
      @Nullable HttpSettings http,
      @Nullable UsageSettings usage) {
    this.folder = folder;
    this.settings = new AgentSettings(
        options,
        Duration.ofMillis(10),
        "a test",
        folder.resolve("run/safe-mode"),
        folder.resolve("run/control.sock"),
        folder.resolve("lib"),
        folder.resolve("log/audit.jsonl"),
        1 << 20,
        2,
        http,
        usage,
        NodeLint.Pace.STANDARD,
        AnnotationPrefixes.STANDARD);
    this.agent = newAgent();
  }

  private NodeAgent newAgent() {
    var ports = new AgentPorts(
        new WorkloadPorts(() -> workloads.get(), Bell.none(), () -> rules),
        new PlanPorts(() -> planner.get(), Bell.none(), TierPolicy::standard, () -> reload.run()),
        new HostPorts(
            host,
            () -> NodeTopology.parse("4c8t"),
            List::<Finding>of,
            () -> profiles.get(),
            threads,
            unused -> UnaryOperator.identity()),
        new ProcessPorts(
            (name, handler) -> {
              signals.put(name, handler);
              atSignal.accept(name);
            },
            Ticker.system(),
            () -> notes.get(),
            () -> information.get(),
            ends::incrementAndGet),
        orchestrator);
    return new NodeAgent(settings, ports, "1.2.3");
  }

  /** Returns a started agent whose files are below {@code folder}. */
  public static RunningAgent in(Path folder) {
    return new RunningAgent(folder).start();
  }

  public RunningAgent start() {
    agent.start();
    return this;
  }

  /** Makes the agent that is not started yet anew, with what it works with now. */
  void renew() {
    agent = newAgent();
  }

  /** Ends the agent and starts another one on the same files. */
  public void restart() {
    agent.close();
    agent = newAgent();
    agent.start();
  }

  /** Does what a signal does. */
  void signal(String name) {
    Objects.requireNonNull(signals.get(name), name).run();
  }

  NodeAgent agent() {
    return agent;
  }

  /** Returns where commands find it. */
  public Path socket() {
    return settings.controlSocket();
  }

  /** Returns the file that asks for safe mode. */
  public Path safeModeFile() {
    return settings.safeModeFile();
  }

  /** Asks by file, which is there whole or not at all: the agent looks as soon as there is one. */
  public void askForSafeMode(String reason) throws IOException {
    Path file = safeModeFile();
    Path draft = Files.writeString(folder.resolve("safe-mode-draft"), reason);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The status tells of safe mode once it is asked for; the scheduler ends a moment later. */
  public void awaitStockScheduler() {
    await(report -> host.inForce().isEmpty(), "on the stock scheduler");
  }

  /** Waits until all these texts are in the audit log, which a thread of its own writes a moment later. */
  public void awaitAudited(String... texts) {
    await(
        report -> Stream.of(texts).allMatch(audited()::contains),
        "told of in the audit log with " + List.of(texts));
  }

  private String audited() {
    try {
      return Files.readString(folder.resolve("log/audit.jsonl"));
    } catch (IOException e) {
      return "";
    }
  }

  /** These run from now on. */
  public void runs(Workload... running) {
    NavigableMap<CgroupPath, Long> ids = new TreeMap<>();
    for (Workload one : running) {
      one.cgroup().ifPresent(path -> ids.put(path, 100L + ids.size()));
    }
    var all = new NodeWorkloads(WorkloadSet.of(running), ids);
    workloads = () -> all;
  }

  private static NodeWorkloads none() {
    return new NodeWorkloads(WorkloadSet.empty(), new TreeMap<>());
  }

  /** Waits until the agent says so. */
  public StatusReport await(String state) {
    return await(report -> report.state().name().equals(state), state);
  }

  /** Ends the scheduler as a kernel would. */
  public void eject(SchedulerExit exit) {
    host.eject(exit);
  }

  /** Waits until the agent says what is wanted. */
  public StatusReport await(Predicate<StatusReport> wanted, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    StatusReport report = agent.status();
    while (!wanted.test(report)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the agent is not " + what + " but says " + report);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
      report = agent.status();
    }
    return report;
  }

  @Override
  public void close() {
    agent.close();
  }
}

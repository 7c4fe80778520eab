package io.temper.agent.lint;

import io.temper.TemperException;
import io.temper.agent.report.observe.HostGroups;
import io.temper.agent.report.observe.ThreadObserver;
import io.temper.json.JsonFormatException;
import io.temper.json.KubeletCpuState;
import io.temper.json.SuppressionsToml;
import io.temper.lint.fact.CpuManager;
import io.temper.lint.fact.Fact;
import io.temper.lint.fact.JvmProcess;
import io.temper.lint.fact.JvmProcesses;
import io.temper.lint.fact.LintInput;
import io.temper.lint.fact.Suppressions;
import io.temper.lint.fact.Suppressions.Fault;
import io.temper.linux.IrqTable;
import io.temper.linux.JvmTable;
import io.temper.node.CpuSet;
import io.temper.plan.ExclusiveCpus;
import io.temper.runtime.placement.ExpectedThread;
import io.temper.workload.CgroupPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Adds to what a linter knows what this host tells: what its user suppresses, threads, control groups, interrupts, events of the
 * kernel, the kubelet's CPU manager and Java virtual machines. What cannot be read is left out, with the
 * reason; the rest is there all the same. Two samples make a window, so it is for one thread.
 */
public final class HostLintFacts implements UnaryOperator<LintInput> {
  private final HostGroups host;
  private final Path proc;
  private final Path cpuManagerState;
  private final Path suppressions;
  private final PlacedThreads threads;
  private final GroupWindow groups;
  private final EventWindow events;

  /**
   * Creates a reader.
   *
   * @param host the control groups and threads of the host
   * @param proc the mount point of proc
   * @param cpuManagerState the file of the kubelet's CPU manager
   * @param suppressions what the user of the host does not want to be told; need not be there
   * @param scheduler finds the scheduler that is attached; throws or gives nothing if it cannot
   * @param expected gives where the threads of profiled workloads should be
   * @param nanos a clock that never steps
   */
  public HostLintFacts(
      HostGroups host,
      Path proc,
      Path cpuManagerState,
      Path suppressions,
      Supplier<Optional<ThreadObserver>> scheduler,
      Supplier<List<ExpectedThread>> expected,
      LongSupplier nanos) {
    this.host = host;
    this.proc = proc;
    this.cpuManagerState = cpuManagerState;
    this.suppressions = suppressions;
    this.threads = new PlacedThreads(host, scheduler, expected);
    this.groups = new GroupWindow(host.tree(), nanos);
    this.events = new EventWindow(host.schedExt(), nanos);
  }

  @Override
  public LintInput apply(LintInput input) {
    LintInput all = withThreads(input.with(Fact.SUPPRESSIONS, suppressed()));
    all = with(
        all, Fact.IRQS, () -> Optional.of(IrqTable.open(proc.resolve("irq")).read()));
    all = with(all, Fact.CPU_MANAGER, () -> Optional.of(cpuManager()));
    all = with(all, Fact.JVMS, () -> Optional.of(jvms()));
    all = with(all, Fact.EVENTS, events::next);
    return with(all, Fact.GROUPS, () -> input.find(Fact.PLAN).flatMap(groups::next));
  }

  /** What runs, and where profiles want it, is judged by one look at the scheduler. */
  private LintInput withThreads(LintInput input) {
    try (PlacedThreads.Look look = threads.look()) {
      LintInput all = with(input, Fact.THREADS, () -> Optional.of(look.running()));
      return look.problem().isEmpty()
          ? with(all, Fact.THREAD_GROUPS, () -> Optional.of(look.grouped()))
          : all.without(Fact.THREAD_GROUPS, look.problem());
    }
  }

  private CpuManager cpuManager() {
    KubeletCpuState state = KubeletCpuState.read(cpuManagerState);
    return new CpuManager(
        state.policy(),
        CpuSet.unionOf(state.exclusive().stream().map(ExclusiveCpus::cpus).toList()));
  }

  private static <T> LintInput with(LintInput input, Fact<T> fact, Supplier<Optional<T>> reader) {
    try {
      return reader
          .get()
          .map(value -> input.with(fact, value))
          .orElseGet(() -> input.without(fact, "there are no two readings yet"));
    } catch (TemperException e) {
      return input.without(fact, String.valueOf(e.getMessage()));
    }
  }

  /** A file with a fault suppresses nothing, and says so as a violation of its own. */
  private Suppressions suppressed() {
    try {
      return Files.exists(suppressions) ? SuppressionsToml.read(suppressions) : Suppressions.NONE;
    } catch (JsonFormatException e) {
      String problem = String.valueOf(e.getMessage()).replace('\n', ' ');
      return new Suppressions(
          List.of(), List.of(new Fault(null, suppressions.toString(), problem)));
    }
  }

  private JvmProcesses jvms() {
    return new JvmProcesses(
        JvmTable.open(proc).running().stream().map(this::jvm).toList());
  }

  private JvmProcess jvm(JvmTable.Jvm from) {
    if (from.activeProcessors().isPresent()) {
      return new JvmProcess(
          from.processId(),
          from.cgroup(),
          from.activeProcessors().getAsInt(),
          "-XX:ActiveProcessorCount");
    }
    int allowed = from.allowed().size();
    int limit = limitOf(from.cgroup());
    return limit < allowed
        ? new JvmProcess(from.processId(), from.cgroup(), limit, "its CPU limit, rounded up")
        : new JvmProcess(from.processId(), from.cgroup(), allowed, "the CPUs that it may use");
  }

  /** As the JVM does: the smallest limit of the groups around it, rounded up. */
  private int limitOf(CgroupPath cgroup) {
    var reader = host.tree().reader();
    return cgroup.outwards().stream()
        .flatMap(group -> reader.cpuLimit(group).stream())
        .mapToInt(limit -> (int) Math.min(
            Integer.MAX_VALUE,
            Math.max(1, -Math.floorDiv(-limit.quotaMicros(), limit.periodMicros()))))
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}

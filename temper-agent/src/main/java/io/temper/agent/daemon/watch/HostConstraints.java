package io.temper.agent.daemon.watch;

import io.temper.TemperException;
import io.temper.json.KubeletCpuState;
import io.temper.linux.CgroupReader;
import io.temper.linux.IrqTable;
import io.temper.node.CpuSet;
import io.temper.plan.ExclusiveCpus;
import io.temper.plan.NodeConstraints;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Knows what others have settled about the CPUs of this host, most of it read from files. What cannot be read becomes a problem
 * that the plan tells, and stays as it was read last: CPUs are nobody's only if the kubelet says so. It
 * keeps nothing from being planned. For one thread.
 *
 * <p>The kubelet's file is read each time. Cpusets and interrupts are some hundred files, so they are
 * read anew only after a minute, or when somebody has given CPUs away; the cpuset of a workload that
 * was not there, at once.
 */
public final class HostConstraints implements Function<WorkloadSet, NodeConstraints> {
  private static final Duration TRUSTED = Duration.ofMinutes(1);

  private final CgroupReader groups;
  private final Path interruptRoot;
  private final Path kubeletState;
  private final Supplier<List<ExclusiveCpus>> orchestrator;
  private final LongSupplier nanos;

  /** Of each workload that was there when it was looked at; empty for one without a cpuset. */
  private Map<WorkloadId, CpuSet> looked = Map.of();

  private Set<WorkloadId> unread = Set.of();
  private SortedMap<Integer, CpuSet> interrupts = new TreeMap<>();
  private List<ExclusiveCpus> ofKubelet = List.of();
  private List<ExclusiveCpus> ofOrchestrator = List.of();
  private long readNanos;
  private boolean isRead;

  /**
   * Creates a reader that has read nothing yet.
   *
   * @param groups reads control groups
   * @param interruptRoot where the kernel shows interrupts
   * @param kubeletState the file of the kubelet's CPU manager, which need not be there
   * @param orchestrator tells which CPUs it has given to a workload alone, by the uid of that workload
   * @param nanos a clock that never steps
   */
  public HostConstraints(
      CgroupReader groups,
      Path interruptRoot,
      Path kubeletState,
      Supplier<List<ExclusiveCpus>> orchestrator,
      LongSupplier nanos) {
    this.groups = groups;
    this.interruptRoot = interruptRoot;
    this.kubeletState = kubeletState;
    this.orchestrator = orchestrator;
    this.nanos = nanos;
  }

  /**
   * Returns a reader of the usual places.
   *
   * @param groups reads control groups
   * @param orchestrator tells which CPUs it has given to a workload alone, by the uid of that workload
   * @return a reader that has read nothing yet
   */
  public static HostConstraints ofThisHost(
      CgroupReader groups, Supplier<List<ExclusiveCpus>> orchestrator) {
    return new HostConstraints(
        groups,
        IrqTable.DEFAULT_ROOT,
        KubeletCpuState.DEFAULT_FILE,
        orchestrator,
        System::nanoTime);
  }

  /**
   * Returns what changes when the kubelet of this host gives CPUs away, and every minute where there is
   * one: it changes cpusets some time after it has written down so. Cheap enough to be asked often.
   *
   * @param nanos a clock that never steps
   * @return equal values as long as there is no reason to read again
   */
  public static Object signs(LongSupplier nanos) {
    return signs(KubeletCpuState.DEFAULT_FILE, nanos);
  }

  static Object signs(Path kubeletState, LongSupplier nanos) {
    try {
      FileTime written = Files.getLastModifiedTime(kubeletState);
      return List.of(written, nanos.getAsLong() / TRUSTED.toNanos());
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public NodeConstraints apply(WorkloadSet workloads) {
    List<String> problems = new ArrayList<>();
    boolean given = readExclusive(problems);
    boolean anew = !isRead || given || nanos.getAsLong() - readNanos >= TRUSTED.toNanos();
    if (anew) {
      int others = problems.size();
      interrupts = tolerant(problems, () -> IrqTable.open(interruptRoot).read().cpus(), interrupts);
      readNanos = nanos.getAsLong();
      isRead = problems.size() == others;
    }
    readCpusets(workloads, anew, problems);
    Map<WorkloadId, CpuSet> cpusets = cpusets();
    List<ExclusiveCpus> exclusive =
        new ArrayList<>(CpuHolders.named(ofKubelet, workloads, cpusets));
    exclusive.addAll(ofOrchestrator);
    return new NodeConstraints(exclusive, cpusets, interrupts, problems);
  }

  /** Returns whether somebody has given CPUs away, or taken some back. */
  private boolean readExclusive(List<String> problems) {
    List<ExclusiveCpus> before = ofKubelet;
    List<ExclusiveCpus> othersBefore = ofOrchestrator;
    ofKubelet = tolerant(problems, () -> KubeletCpuState.read(kubeletState).exclusive(), ofKubelet);
    ofOrchestrator = orchestrator.get();
    return !ofKubelet.equals(before) || !ofOrchestrator.equals(othersBefore);
  }

  /** One that cannot be read now is gone by as it was, and tried again the next time. */
  private void readCpusets(WorkloadSet workloads, boolean anew, List<String> problems) {
    Map<WorkloadId, CpuSet> current = new HashMap<>();
    List<String> failures = new ArrayList<>();
    Set<WorkloadId> failed = new HashSet<>();
    for (Workload workload : workloads) {
      WorkloadId id = workload.id();
      CpuSet known = looked.get(id);
      Optional<CpuSet> cpus = Optional.ofNullable(known);
      if (anew || known == null || unread.contains(id)) {
        int before = failures.size();
        cpus = tolerant(failures, () -> cpusetOf(workload), cpus);
        if (failures.size() > before) {
          failed.add(id);
        }
      }
      cpus.ifPresent(set -> current.put(id, set));
    }
    looked = current;
    unread = failed;
    if (!failures.isEmpty()) {
      int more = failures.size() - 1;
      problems.add(failures.get(0) + (more > 0 ? ", and " + more + " more like it" : ""));
    }
  }

  /** Returns the cpuset of a workload; the empty one if it may use all CPUs, none if it is not there. */
  private Optional<CpuSet> cpusetOf(Workload workload) {
    return workload.cgroup().flatMap(group -> groups
        .cpuset(group)
        .or(() -> groups.isThere(group) ? Optional.of(CpuSet.empty()) : Optional.empty()));
  }

  private Map<WorkloadId, CpuSet> cpusets() {
    Map<WorkloadId, CpuSet> cpusets = new HashMap<>(looked);
    cpusets.values().removeIf(CpuSet::isEmpty);
    return cpusets;
  }

  private static <T> T tolerant(List<String> problems, Supplier<T> reader, T before) {
    try {
      return reader.get();
    } catch (TemperException e) {
      problems.add(String.valueOf(e.getMessage()));
      return before;
    }
  }
}

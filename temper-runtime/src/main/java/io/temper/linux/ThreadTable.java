package io.temper.linux;

import io.temper.workload.CgroupPath;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the threads of a host from proc. Threads start and end while it is read, so every answer is
 * about a moment: a thread that ends meanwhile is left out, and one that starts may be.
 */
public final class ThreadTable {
  /** Where Linux mounts proc. */
  public static final Path DEFAULT_ROOT = Path.of("/proc");

  private static final Pattern PROCESS = Pattern.compile("[1-9]\\d{0,8}");

  private final Path root;

  private ThreadTable(Path root) {
    this.root = root;
  }

  /**
   * Opens the table.
   *
   * @param procRoot the mount point of proc, or a copy of it
   * @return the table
   * @throws HostReadException if proc is not there
   */
  public static ThreadTable open(Path procRoot) {
    Path mark = procRoot.resolve("self");
    if (!Files.exists(mark, LinkOption.NOFOLLOW_LINKS)) {
      throw new HostReadException(
          mark, "there is no proc", "name the mount point of proc; this must be Linux", null);
    }
    return new ThreadTable(procRoot);
  }

  /**
   * Returns the threads of a process.
   *
   * @param processId the number of the process
   * @return the threads, by number; none if the process is not there
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  public List<HostThread> ofProcess(int processId) {
    return tidsOf(processId).stream()
        .flatMap(tid -> read(processId, tid).stream())
        .toList();
  }

  /**
   * Returns the threads of a control group, without those of the groups inside of it and without those
   * that this PID namespace does not see.
   *
   * @param tree the tree of the group
   * @param group the group
   * @return the threads, by number; none if the group is not there
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  public List<HostThread> ofCgroup(CgroupTree tree, CgroupPath group) {
    Path directory = tree.directoryOf(group);
    Path file = directory.resolve("cgroup.threads");
    return KernelFile.readSupported(file)
        .map(text -> read(ProcessFiles.parseIds(file, text)))
        .orElseGet(() -> ofProcesses(directory.resolve("cgroup.procs")));
  }

  /** Returns the numbers of the threads of a group, as {@link #ofCgroup} finds them; none of them is read. */
  List<Integer> tidsOf(CgroupTree tree, CgroupPath group) {
    Path directory = tree.directoryOf(group);
    Path file = directory.resolve("cgroup.threads");
    return KernelFile.readSupported(file)
        .map(text -> List.copyOf(ProcessFiles.parseIds(file, text)))
        .orElseGet(() -> tidsOfProcesses(directory.resolve("cgroup.procs")));
  }

  private List<Integer> tidsOfProcesses(Path file) {
    return KernelFile.readSupported(file)
        .map(text -> ProcessFiles.parseIds(file, text).stream()
            .flatMap(processId -> tidsOf(processId).stream())
            .toList())
        .orElse(List.of());
  }

  /** Tells whether some threads are one alone, of this name. */
  boolean isAlone(List<Integer> tids, String name) {
    return tids.size() == 1
        && KernelFile.read(root.resolve(tids.get(0) + "/comm"))
            .filter(name::equals)
            .isPresent();
  }

  /** Returns what reads the clocks of threads again and again. */
  ThreadClocks clocks(LongSupplier nanos) {
    return new ThreadClocks(root, nanos);
  }

  /**
   * Returns the control group of a process.
   *
   * @param processId the number of the process, or of a thread
   * @return the group in cgroup v2; empty if the process is not there, if it has ended and its group
   *     was removed before its parent asked for its end, or if there is no cgroup v2
   * @throws HostReadException if the group lies outside of this cgroup namespace, if the kernel refuses
   *     to tell, or the file holds something else
   */
  public Optional<CgroupPath> cgroupOf(int processId) {
    Path file = root.resolve(processId + "/cgroup");
    return KernelFile.text(file).flatMap(text -> ProcessFiles.parseCgroup(file, text));
  }

  /**
   * Returns the processes of the host.
   *
   * @return their numbers, in order; those that this PID namespace sees
   * @throws HostReadException if the kernel refuses to tell
   */
  public SortedSet<Integer> processes() {
    SortedSet<Integer> all = new TreeSet<>();
    for (Path entry : KernelDirectory.subdirectories(root)) {
      String name = entry.getFileName().toString();
      if (PROCESS.matcher(name).matches()) {
        all.add(Integer.valueOf(name));
      }
    }
    return all;
  }

  /**
   * Returns how often a thread went on on another CPU than the one before.
   *
   * @param processId the number of the process
   * @param tid the number of the thread
   * @return the number since it was started; empty if it is not there, or the kernel is built without this
   * @throws HostReadException if the kernel refuses to tell
   */
  public OptionalLong migrations(int processId, int tid) {
    return KernelFile.read(root.resolve(processId + "/task/" + tid + "/sched"))
        .map(ThreadFiles::parseMigrations)
        .orElse(OptionalLong.empty());
  }

  /**
   * Tells whether a process is a thread of the kernel itself.
   *
   * @param processId the number of the process, or of a thread
   * @return false also if it is not there, and on a kernel too old to tell
   * @throws HostReadException if the kernel refuses to tell
   */
  public boolean isKernelThread(int processId) {
    return KernelFile.read(root.resolve(processId + "/status"))
        .filter(ProcessFiles::isKernelThread)
        .isPresent();
  }

  /**
   * Returns the threads of the host that run or wait for a CPU. Of all others one file is read, of these
   * three more.
   *
   * @return those that this PID namespace sees, by process and number
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  public List<RunnableThread> runnable() {
    List<RunnableThread> all = new ArrayList<>();
    for (int processId : processes()) {
      for (int tid : tidsOf(processId)) {
        runnable(processId, tid).ifPresent(all::add);
      }
    }
    return List.copyOf(all);
  }

  private Optional<RunnableThread> runnable(int processId, int tid) {
    Path stat = root.resolve(processId + "/task/" + tid + "/stat");
    return KernelFile.read(stat)
        .map(text -> ThreadFiles.parse(stat, text, processId, Optional.empty()))
        .filter(thread -> thread.state() == ThreadState.RUNNABLE)
        .flatMap(this::placed);
  }

  private Optional<RunnableThread> placed(HostThread thread) {
    Path status = root.resolve(thread.processId() + "/task/" + thread.tid() + "/status");
    Optional<String> text = KernelFile.read(status);
    Optional<CgroupPath> cgroup = cgroupOf(thread.tid());
    return text.isEmpty() || cgroup.isEmpty()
        ? Optional.empty()
        : Optional.of(new RunnableThread(
            thread,
            cgroup.get(),
            ProcessFiles.isKernelThread(text.get()),
            ProcessFiles.parseAllowed(status, text.get())));
  }

  /**
   * Returns one thread.
   *
   * @param tid the number of the thread; that of a process is the one of its first thread
   * @return the thread; empty if it is not, or no longer, there
   * @throws HostReadException if the kernel refuses to tell, or a file holds something else
   */
  public Optional<HostThread> thread(int tid) {
    return processOf(tid).flatMap(processId -> read(processId, tid));
  }

  /** Serves a group that tells its processes but not its threads. */
  private List<HostThread> ofProcesses(Path file) {
    return KernelFile.readSupported(file)
        .map(text -> ProcessFiles.parseIds(file, text).stream()
            .flatMap(processId -> ofProcess(processId).stream())
            .toList())
        .orElse(List.of());
  }

  /** Asks one thread of each process for the process, and the process for all of its threads. */
  private List<HostThread> read(Collection<Integer> tids) {
    Map<Integer, Integer> processes = new HashMap<>();
    List<HostThread> threads = new ArrayList<>();
    for (int tid : tids) {
      if (!processes.containsKey(tid)) {
        processOf(tid).ifPresent(id -> tidsOf(id).forEach(its -> processes.put(its, id)));
      }
      @Nullable Integer processId = processes.get(tid);
      if (processId != null) {
        read(processId, tid).ifPresent(threads::add);
      }
    }
    return List.copyOf(threads);
  }

  private Optional<Integer> processOf(int tid) {
    Path file = root.resolve(tid + "/status");
    return KernelFile.read(file).map(text -> ProcessFiles.parseProcessId(file, text));
  }

  private SortedSet<Integer> tidsOf(int processId) {
    SortedSet<Integer> tids = new TreeSet<>();
    for (Path thread : KernelDirectory.subdirectories(root.resolve(processId + "/task"))) {
      tids.addAll(ProcessFiles.parseIds(thread, thread.getFileName().toString()));
    }
    return tids;
  }

  private Optional<HostThread> read(int processId, int tid) {
    return ThreadFiles.read(root.resolve(processId + "/task/" + tid), processId);
  }
}

package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.CpuSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Processes that load the machine; closing kills them and waits until they are gone. */
final class Load implements AutoCloseable {
  static final String SPIN = "while :; do :; done";

  /** The name of {@link #sleeper}'s thread. */
  static final String SLEEPER = "bash";

  /** Periods of 100 ms; runtimes so small that what is left then is of no use. */
  private static final long[] RESERVED_MICROS = {
    90_000, 40_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100
  };

  private final List<Process> processes = new CopyOnWriteArrayList<>();

  Process start(String... command) {
    return add(KernelHost.start(command));
  }

  /** Takes a process over, to end it with the others. */
  Process add(Process process) {
    processes.add(process);
    return process;
  }

  Process startIn(Path cgroup, String... command) {
    return start(inside(cgroup, command).toArray(String[]::new));
  }

  /** A command, or what stands before one, so that it runs in the group from its first instruction on. */
  static List<String> inside(Path cgroup, String... command) {
    var enter = "echo $$ > '" + cgroup + "/cgroup.procs'; exec \"$@\"";
    return Stream.concat(Stream.of("sh", "-c", enter, "sh"), Arrays.stream(command))
        .toList();
  }

  /** Runs stress-ng, which says by its exit code whether all it tried succeeded. */
  int stress(Path cgroup, String... options) {
    var command = new ArrayList<>(List.of("stress-ng", "--quiet"));
    command.addAll(Arrays.asList(options));
    var process = startIn(cgroup, command.toArray(String[]::new));
    // Of its own it ends after its --timeout; to fork less and clean up takes a slow machine long.
    if (!ends(process, Duration.ofMinutes(3))) {
      throw new IllegalStateException("stress-ng does not end: " + command);
    }
    return process.exitValue();
  }

  /** A program with so many threads, all of which are there; {@code prefix} is a command that runs it. */
  Process crowd(List<String> prefix, int spinners, int sleepers) {
    var process = add(JavaChild.start(
        prefix, ManyThreads.class, Integer.toString(spinners), Integer.toString(sleepers)));
    assertThat(JavaChild.line(process)).isEqualTo("all started");
    return process;
  }

  /** {@link #crowd} of spinners in a group; {@code prefix} as there. */
  Process crowdIn(Path cgroup, int spinners, String... prefix) {
    return crowd(inside(cgroup, prefix), spinners, 0);
  }

  /** {@link #crowdIn} that can run on one CPU only. */
  Process crowdOn(int cpu, Path cgroup, int spinners) {
    return crowdIn(cgroup, spinners, "taskset", "-c", Integer.toString(cpu));
  }

  /** For each CPU a crowd in the group that can run there only. */
  void crowdOnEachCpu(Path cgroup, int perCpu) {
    for (int cpu = 0; cpu < KernelHost.cpus(); cpu++) {
      crowdOn(cpu, cgroup, perCpu);
    }
  }

  /** Starts a program again and again; each time it must have ended well by {@code atMost}. */
  Times everyForkSucceeds(int times, Duration atMost) {
    var took = new Times();
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      var process = start("/bin/true");
      assertThat(ends(process, atMost)).as("/bin/true ends").isTrue();
      assertThat(process.exitValue()).as("exit value of /bin/true").isZero();
      took.addSince(start);
    }
    return took;
  }

  List<Process> spinners(int count, Path cgroup) {
    return IntStream.range(0, count)
        .mapToObj(i -> startIn(cgroup, "sh", "-c", SPIN))
        .toList();
  }

  List<Process> spinnersOn(int count, Path cgroup, CpuSet cpus) {
    return IntStream.range(0, count)
        .mapToObj(i -> startIn(cgroup, "taskset", "-c", cpus.toString(), "sh", "-c", SPIN))
        .toList();
  }

  Process pinnedSpinner(int cpu) {
    return start("taskset", "-c", Integer.toString(cpu), "sh", "-c", SPIN);
  }

  /** Sleeps and wakes up on that CPU all the time. */
  Process sleeperOn(int cpu, Path directory) {
    var onCpu = List.of("taskset", "-c", Integer.toString(cpu));
    return sleeper(onCpu, directory, Duration.ofMillis(10));
  }

  /**
   * Sleeps and wakes up, without a child that would run beside it: often at first, then each {@code period}.
   * {@code prefix} is a command that runs it.
   */
  Process sleeper(List<String> prefix, Path directory, Duration period) {
    var command = new ArrayList<>(prefix);
    command.addAll(List.of(
        SLEEPER,
        "-c",
        "mkfifo \"$0\"; exec 3<>\"$0\"; for ((i = 0; i < 150; i++)); do read -t 0.01 -u 3; done; "
            + "while :; do read -t \"$1\" -u 3; done",
        directory.resolve("never").toString(),
        Double.toString(period.toMillis() / 1e3)));
    var sleeper = start(command.toArray(String[]::new));
    // Many more than it takes to start, so what runs it and mkfifo are done.
    KernelHost.await("the sleeper sleeps", () -> KernelHost.voluntarySwitches(sleeper) > 100);
    return sleeper;
  }

  Process realTimeSpinner(int cpu) {
    return start("taskset", "-c", Integer.toString(cpu), "chrt", "-f", "99", "sh", "-c", SPIN);
  }

  /** Reserves until the kernel says no; what is reserved stays so while its thread sleeps. */
  void takeAllDeadlineBandwidth() {
    for (long micros : RESERVED_MICROS) {
      boolean taken = true;
      for (int i = 0; taken && i < 2 * KernelHost.cpus(); i++) {
        taken = reserve(micros);
      }
    }
  }

  private boolean reserve(long micros) {
    var process = start(
        "chrt",
        "-d",
        "--sched-runtime",
        Long.toString(1000 * micros),
        "--sched-deadline",
        "100000000",
        "--sched-period",
        "100000000",
        "0",
        "sleep",
        "1000");
    return !ends(process, Duration.ofMillis(500));
  }

  static boolean ends(Process process, Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Holds once each of the processes has had CPU time since this call. */
  static BooleanSupplier progressOf(List<Process> processes) {
    var before = processes.stream().map(KernelHost::runTimeOf).toList();
    return () -> IntStream.range(0, before.size())
        .allMatch(i -> KernelHost.runTimeOf(processes.get(i)).compareTo(before.get(i)) > 0);
  }

  List<Long> pids() {
    return processes.stream().map(Process::pid).toList();
  }

  /** Children as well: stress-ng's would outlive it. */
  @Override
  public void close() {
    var children = processes.stream().flatMap(Process::descendants).toList();
    processes.forEach(Process::destroyForcibly);
    children.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> ends(process, Duration.ofSeconds(20)));
    KernelHost.within(
        Duration.ofSeconds(20), () -> children.stream().noneMatch(ProcessHandle::isAlive));
    processes.clear();
  }
}

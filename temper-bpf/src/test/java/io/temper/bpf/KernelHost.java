package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.node.CpuSet;
import io.temper.observe.LayerStats;
import io.temper.observe.SchedulerSnapshot;
import io.temper.spi.AttachedScheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The machine that kernel tests run on: its scheduler's files, control groups and processes. */
final class KernelHost {
  private static final Path SCHED_EXT = Path.of("/sys/kernel/sched_ext");
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  /** An emulated machine on a busy host is ten times slower than it looks, and stands still at times. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Fields of a process's stat. */
  private static final int STATE = 3;

  private static final int USER_TICKS = 14;
  private static final int KERNEL_TICKS = 15;
  private static final int LAST_CPU = 39;

  private KernelHost() {}

  static SchedExtOptions withFaultInjection() {
    var options = SchedExtOptions.fromSystemProperties();
    return SchedExtOptions.builder()
        .libbpf(options.libbpf())
        .faultInjection(true)
        .build();
  }

  static String state() {
    return text(SCHED_EXT.resolve("state"));
  }

  static long enableSequence() {
    return Long.parseLong(text(SCHED_EXT.resolve("enable_seq")));
  }

  static String attachedName() {
    Path file = SCHED_EXT.resolve("root/ops");
    return Files.exists(file) ? text(file) : "";
  }

  static int cpus() {
    return Runtime.getRuntime().availableProcessors();
  }

  static KernelConfig config(long generation, Map<Long, Integer> members, String... layers) {
    return Configs.of(generation, cpus(), members, layers);
  }

  /** A layer of the group alone, which gets so many thousandths of a CPU; 0 = as many as there are. */
  static KernelConfig capped(long generation, Path cgroup, int millis) {
    var plain = config(generation, Map.of(idOf(cgroup), 2), "capped");
    return Configs.with(plain, plain.layers().get(2).withCeilingMillis(millis));
  }

  static Path newCgroup(String path) {
    try {
      return Files.createDirectories(CGROUPS.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kernel's id of a control group is the inode number of its directory. */
  static long idOf(Path cgroup) {
    try {
      return (Long) Files.getAttribute(cgroup, "unix:ino");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the CPU time that the kernel has charged a control group. */
  static Duration cpuTime(Path cgroup) {
    return text(cgroup.resolve("cpu.stat"))
        .lines()
        .filter(line -> line.startsWith("usage_usec "))
        .map(line -> Duration.ofNanos(1000 * Long.parseLong(line.substring(11).strip())))
        .findFirst()
        .orElseThrow();
  }

  /** Returns how many CPUs a control group uses on average during the time. */
  static double usedCpus(Path cgroup, Duration time) {
    var before = Reading.of(() -> cpuTime(cgroup));
    pause(time);
    var after = Reading.of(() -> cpuTime(cgroup));
    return (double) after.value().minus(before.value()).toNanos()
        / after.since(before).toNanos();
  }

  /** No queue was forgotten, and no thread had to be put to the front of one. */
  static void requireNobodyLeftBehind(AttachedScheduler scheduler) {
    var snapshot = scheduler.snapshot();
    assertThat(snapshot.counters().rescues()).as("rescues").isZero();
    assertThat(late(snapshot)).as("threads put to the front").isZero();
  }

  /** Returns how many threads of all layers were put to the front of their queue. */
  static long late(SchedulerSnapshot snapshot) {
    return snapshot.layers().stream().mapToLong(LayerStats::late).sum();
  }

  static void move(Process process, Path cgroup) {
    try {
      Files.writeString(cgroup.resolve("cgroup.procs"), Long.toString(process.pid()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void moveThisJvm(Path cgroup) {
    write(cgroup + "/cgroup.procs", Long.toString(ProcessHandle.current().pid()));
  }

  static void allowAllCpus(Process process) {
    allow(process, "0-" + (cpus() - 1));
  }

  static void allowCpus(Process process, int cpu) {
    allow(process, Integer.toString(cpu));
  }

  static void allow(Process process, CpuSet cpus) {
    allow(process, cpus.toString());
  }

  /** Returns the run time of the first thread of a process, as the kernel has counted it. */
  static Duration runTimeOf(Process process) {
    var line = text(Path.of("/proc", Long.toString(process.pid()), "schedstat"));
    return Duration.ofNanos(Long.parseLong(line.split(" ", -1)[0]));
  }

  /** Returns how often the first thread of a process gave its CPU up to wait for something. */
  static long voluntarySwitches(Process process) {
    var name = "voluntary_ctxt_switches:";
    return read("/proc/" + process.pid() + "/status")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Stops a process that spins, and returns when it is off its CPU: from then on nothing that is
   * counted of it moves, here or in the kernel, so two counts can be compared exactly.
   */
  static void freeze(Process process) {
    long before = voluntarySwitches(process);
    signal(process, "STOP");
    await(
        "process " + process.pid() + " stops",
        () -> stat(process, STATE).equals("T") && voluntarySwitches(process) > before);
  }

  static void thaw(Process process) {
    signal(process, "CONT");
  }

  static void signal(Process process, String name) {
    run("kill", "-" + name, Long.toString(process.pid()));
  }

  private static void allow(Process process, String cpus) {
    allow(Long.toString(process.pid()), cpus);
  }

  static void allow(String pid, String cpus) {
    run("taskset", "-p", "-c", cpus, pid);
  }

  static void allowAllThreads(long pid, CpuSet cpus) {
    run("taskset", "-a", "-p", "-c", cpus.toString(), Long.toString(pid));
  }

  private static void run(String... command) {
    try {
      int exit = start(command).waitFor();
      if (exit != 0) {
        throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static int lastCpuOf(Process process) {
    return Integer.parseInt(stat(process, LAST_CPU));
  }

  /** Returns a field of stat, counted from 1; the second, a name in brackets, may hold blanks. */
  private static String stat(Process process, int field) {
    var line = read("/proc/" + process.pid() + "/stat");
    return line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[field - STATE];
  }

  static Process spinner() {
    return start("sh", "-c", "while :; do :; done");
  }

  static Process start(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for what has no time of its own: a test that needs a moment longer than usual has not failed.
   * Returns once {@code condition} holds.
   *
   * @param what what is waited for, as a sentence
   */
  static void await(String what, BooleanSupplier condition) {
    if (!within(PATIENCE, condition)) {
      throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
    }
  }

  /** Looks once more after the time is over: this thread may itself have stood still meanwhile. */
  static boolean within(Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      boolean last = System.nanoTime() > end;
      if (condition.getAsBoolean()) {
        return true;
      }
      if (last) {
        return false;
      }
      pause(Duration.ofMillis(5));
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Mounts one of the kernel's file systems. */
  static void mount(String type, Path at) {
    run("mount", "-t", type, type, at.toString());
  }

  /** Writes to one of the kernel's files. */
  static void write(String file, String text) {
    try {
      Files.writeString(Path.of(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String kernelLog() {
    try {
      var dmesg = new ProcessBuilder("dmesg").start();
      return new String(dmesg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String file) {
    return text(Path.of(file));
  }

  /** Counted in ticks of 10 ms. */
  static Duration cpuTime(Process process) {
    return Duration.ofMillis(10
        * (Long.parseLong(stat(process, USER_TICKS))
            + Long.parseLong(stat(process, KERNEL_TICKS))));
  }

  static boolean isKernelAtLeast(int major, int minor) {
    var numbers = read("/proc/sys/kernel/osrelease").split("[.-]", 3);
    int has = Integer.parseInt(numbers[0]);
    return has > major || (has == major && Integer.parseInt(numbers[1]) >= minor);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

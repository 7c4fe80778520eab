package io.temper.bpf;

import io.temper.observe.SchedulerExit;
import io.temper.spi.PublishOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Churn of control groups, affinities, tiers, loaders and CPUs at once, and what came of it. */
final class Soak implements AutoCloseable {
  private static final Duration PUBLISH_EVERY = Duration.ofMillis(200);
  private static final Duration HOTPLUG_EVERY = Duration.ofSeconds(7);

  /**
   * Kernels (6.18 for one) never get out of switching a CPU off while they free the task storage of a
   * scheduler that was detached just before: see docs/failures.md.
   */
  private static final Duration STORAGE_IS_FREED = Duration.ofSeconds(3);

  private static final int PODS = 12;
  private static final String PODS_AT = "temper-soak/pods/p";

  private final SchedExtLoader loader;
  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<Process> processes = new CopyOnWriteArrayList<>();
  private final List<Thread> churns = new ArrayList<>();
  private final AtomicLong cgroups = new AtomicLong();
  private final AtomicLong affinities = new AtomicLong();
  private final AtomicLong hotplugs = new AtomicLong();
  private final int cpus = KernelHost.cpus();
  private final Path lastCpu = Path.of("/sys/devices/system/cpu/cpu" + (cpus - 1) + "/online");
  private final Object cpusStay = new Object();
  private volatile boolean stopped;
  private long publishes;
  private long attachments;
  private long rescues;
  private long late;
  private long lost;

  Soak(SchedExtLoader loader) {
    this.loader = loader;
  }

  /** What came of it. */
  record End(
      List<SchedulerExit> exits,
      List<String> failures,
      long lostEntries,
      long rescues,
      long late,
      long enableSequenceMoved,
      long attachments,
      long cgroupOperations,
      long jvmGrewKib,
      long kernelGrewKib,
      Map<String, String> figures) {}

  End run(Duration time, Consumer<String> lines) {
    long sequence = KernelHost.enableSequence();
    var pods = pods();
    startChurn();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long restartNanos = time.toNanos() / Math.max(4, time.toSeconds() / 60);
    long nextLine = start + Duration.ofMinutes(1).toNanos();
    long jvm = 0;
    long kernel = 0;
    while (System.nanoTime() < end && exits.isEmpty()) {
      attachAndFlap(pods, Math.min(end, System.nanoTime() + restartNanos));
      // The first quarter fills caches; from then on memory is flat.
      if (jvm == 0 && System.nanoTime() - start > time.toNanos() / 4) {
        jvm = jvmKib();
        kernel = kernelKib();
      }
      if (System.nanoTime() > nextLine) {
        nextLine += Duration.ofMinutes(1).toNanos();
        lines.accept("soak: " + figures(Duration.ofNanos(System.nanoTime() - start)));
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - start);
    long jvmGrew = jvm == 0 ? 0 : jvmKib() - jvm;
    long kernelGrew = kernel == 0 ? 0 : kernelKib() - kernel;
    close();
    var figures = figures(took);
    figures.put("JVM grew KiB", "" + jvmGrew);
    figures.put("kernel grew KiB", "" + kernelGrew);
    lines.accept("soak: " + figures);
    return new End(
        exits,
        failures,
        lost,
        rescues,
        late,
        KernelHost.enableSequence() - sequence,
        attachments,
        cgroups.get(),
        jvmGrew,
        kernelGrew,
        figures);
  }

  private Map<String, String> figures(Duration took) {
    var figures = new LinkedHashMap<String, String>();
    figures.put("seconds", "" + took.toSeconds());
    figures.put("cgroup operations", "" + cgroups.get());
    figures.put(
        "cgroup operations/s",
        String.format(Locale.ROOT, "%.0f", cgroups.get() / (took.toMillis() / 1000.0)));
    figures.put("affinity changes", "" + affinities.get());
    figures.put("publishes", "" + publishes);
    figures.put("attachments", "" + attachments);
    figures.put("CPU off and on", "" + hotplugs.get());
    figures.put("ejects", "" + exits.size());
    figures.put("lost map entries", "" + lost);
    figures.put("rescues", "" + rescues);
    figures.put("threads put to the front", "" + late);
    return figures;
  }

  private List<Long> pods() {
    var ids = new ArrayList<Long>();
    for (int i = 0; i < PODS; i++) {
      Path pod = KernelHost.newCgroup(PODS_AT + i);
      ids.add(KernelHost.idOf(pod));
      if (i < cpus) {
        var spinner = KernelHost.spinner();
        processes.add(spinner);
        KernelHost.move(spinner, pod);
      }
    }
    return ids;
  }

  /** One life of a loader: layers come and go, members change their tier. */
  private void attachAndFlap(List<Long> pods, long end) {
    var scheduler = loader.attach(Configs.of(1, cpus, members(pods, 0), "high", "low"), exits::add);
    try {
      flap(scheduler, pods, end);
    } finally {
      synchronized (cpusStay) {
        scheduler.close();
        KernelHost.pause(STORAGE_IS_FREED);
      }
    }
  }

  private void flap(SchedExtScheduler scheduler, List<Long> pods, long end) {
    long generation = 1;
    attachments++;
    while (System.nanoTime() < end && exits.isEmpty()) {
      generation++;
      publishes++;
      var members = members(pods, generation);
      var layers = generation % 6 < 3
          ? new String[] {"high", "low"}
          : new String[] {"critical", "high", "low"};
      var outcome = scheduler.publish(Configs.of(generation, cpus, members, layers));
      if (!(outcome instanceof PublishOutcome.Published)) {
        failures.add("publish " + generation + ": " + outcome);
      }
      int wanted = members.size();
      if (!KernelBpf.entriesOfMaps("temper_members").contains(wanted)) {
        lost++;
      }
      KernelHost.pause(PUBLISH_EVERY);
    }
    var snapshot = scheduler.snapshot();
    if (snapshot.generation() != generation) {
      failures.add("generation " + snapshot.generation() + " is not " + generation);
    }
    rescues += snapshot.counters().rescues();
    late += KernelHost.late(snapshot);
  }

  /** Not all pods are members at all times, and each has the other tier every second time. */
  private static Map<Long, Integer> members(List<Long> pods, long generation) {
    var members = new HashMap<Long, Integer>();
    for (int i = 0; i < pods.size(); i++) {
      if ((i + generation) % 5 != 0) {
        members.put(pods.get(i), 2 + (int) ((i + generation) % 2));
      }
    }
    return members;
  }

  private void startChurn() {
    start("cgroup churn", this::churnCgroups);
    start("affinity churn", this::churnAffinities);
    if (cpus > 1 && Files.exists(lastCpu)) {
      start("hotplug", this::churnCpus);
    }
  }

  /** A step of churn that may fail. */
  private interface Churn {
    void go(int round) throws IOException, InterruptedException;
  }

  private void start(String name, Churn churn) {
    var thread = new Thread(
        () -> {
          try {
            for (int round = 0; !stopped; round++) {
              churn.go(round);
            }
          } catch (IOException | RuntimeException e) {
            failures.add(name + ": " + e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        },
        name);
    thread.setDaemon(true);
    thread.start();
    churns.add(thread);
  }

  /** Create, move into, move on, delete: at most 250 rounds, that is 1 000 operations, a second. */
  private void churnCgroups(int round) throws IOException, InterruptedException {
    if (round == 0) {
      processes.add(KernelHost.start("sleep", "1000000"));
    }
    String pid = Long.toString(processes.get(processes.size() - 1).pid());
    Path parent = KernelHost.newCgroup("temper-soak/churn");
    Path fresh = KernelHost.newCgroup("temper-soak/churn/c" + round % 8);
    Files.writeString(fresh.resolve("cgroup.procs"), pid);
    Files.writeString(parent.resolve("cgroup.procs"), pid);
    Files.delete(fresh);
    cgroups.addAndGet(4);
    Thread.sleep(4);
  }

  private void churnAffinities(int round) throws InterruptedException {
    var process = processes.get(0);
    String set = cpus == 1 || round % 2 == 0 ? "0" : "0-" + (cpus - 1);
    var taskset = new ProcessBuilder("taskset", "-p", "-c", set, Long.toString(process.pid()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      if (taskset.start().waitFor() != 0) {
        throw new IllegalStateException("taskset failed for CPUs " + set);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    affinities.incrementAndGet();
    Thread.sleep(20);
  }

  private void churnCpus(int round) throws IOException, InterruptedException {
    Thread.sleep(HOTPLUG_EVERY.toMillis());
    synchronized (cpusStay) {
      Files.writeString(lastCpu, "0");
      Thread.sleep(300);
      Files.writeString(lastCpu, "1");
    }
    hotplugs.incrementAndGet();
  }

  private static long jvmKib() {
    System.gc();
    return kib(Path.of("/proc/self/status"), "VmRSS:");
  }

  private static long kernelKib() {
    Path memory = Path.of("/proc/meminfo");
    return kib(memory, "SUnreclaim:") + kib(memory, "Percpu:");
  }

  private static long kib(Path file, String key) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).replace("kB", "").strip())
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops everything and switches the last CPU on again; may be repeated. */
  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread churn : churns) {
        churn.join();
      }
      if (Files.exists(lastCpu)) {
        Files.writeString(lastCpu, "1");
      }
    } catch (IOException e) {
      failures.add("CPU " + (cpus - 1) + " did not come back: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    processes.forEach(Process::destroyForcibly);
  }
}

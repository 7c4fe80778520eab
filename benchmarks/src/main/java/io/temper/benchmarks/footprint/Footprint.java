package io.temper.benchmarks.footprint;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Measures launchers of Temper beside each other: the time of {@code temper version}, the time from the
 * start of {@code temper run} to its first plan, its memory, and the CPU time that it takes at rest.
 *
 * <pre>
 *   java -cp benchmarks/target/benchmarks.jar io.temper.benchmarks.footprint.Footprint \
 *       [--rounds 10] [--groups 1000] [--settle 2] [--idle 0] [--threads] [--cgroup2 PATH] NAME=LAUNCHER...
 * </pre>
 *
 * {@code --settle} is how many seconds after its first plan an agent counts as at rest, {@code --idle} for
 * how many it is looked at then, {@code --threads} tells thread by thread, and {@code --cgroup2} is a
 * mounted tree to make real groups in. In each round each arm comes once, in another order.
 */
public final class Footprint {
  private static final Random ORDER = new Random(1);

  private int rounds = 10;
  private int groups = 1_000;
  private Duration idle = Duration.ZERO;
  private Duration settle = Duration.ofSeconds(2);
  private boolean byThread;
  private @Nullable Path tree;
  private final List<Arm> arms = new ArrayList<>();
  private final Figures figures = new Figures();

  private Footprint() {}

  /**
   * Measures and prints a table.
   *
   * @param args as above
   * @throws IOException if a file cannot be written or read
   * @throws InterruptedException if the process is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    var footprint = new Footprint();
    footprint.parse(args);
    footprint.measure();
    footprint.figures.table().forEach(System.out::println);
  }

  private void parse(String[] args) {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--rounds" -> rounds = Integer.parseInt(args[++i]);
        case "--groups" -> groups = Integer.parseInt(args[++i]);
        case "--idle" -> idle = Duration.ofSeconds(Long.parseLong(args[++i]));
        case "--settle" -> settle = Duration.ofSeconds(Long.parseLong(args[++i]));
        case "--threads" -> byThread = true;
        case "--cgroup2" -> tree = Path.of(args[++i]);
        default -> arms.add(Arm.parse(args[i]));
      }
    }
  }

  private void measure() throws IOException, InterruptedException {
    for (Arm arm : arms) {
      // The first run of an arm may make its class archive, and reads its files from the disk.
      version(arm);
    }
    for (int round = 0; round < rounds; round++) {
      List<Arm> order = new ArrayList<>(arms);
      Collections.shuffle(order, ORDER);
      for (Arm arm : order) {
        figures.add(arm, "version, ms", version(arm));
        run(arm);
      }
    }
  }

  private static double version(Arm arm) throws IOException, InterruptedException {
    long start = System.nanoTime();
    var process = new ProcessBuilder(arm.launcher().toString(), "version")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(arm + " failed");
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private void run(Arm arm) throws IOException, InterruptedException {
    try (var host = new FakeHost(tree, groups);
        var agent = new RunningAgent(arm, host)) {
      figures.add(arm, "start to plan, ms", agent.millisToPlan());
      // The garbage of the start, and code that is still being compiled.
      Thread.sleep(settle.toMillis());
      rest(arm, agent);
      figures.add(arm, "resident, MiB", agent.memoryMebibytes("VmRSS"));
      figures.add(arm, "resident at most, MiB", agent.memoryMebibytes("VmHWM"));
    }
  }

  /** What threads took that are there at the end; one that has ended meanwhile is left out. */
  private void rest(Arm arm, RunningAgent agent) throws IOException, InterruptedException {
    if (idle.isZero()) {
      return;
    }
    Map<String, Double> before = agent.cpuMillis();
    long start = System.nanoTime();
    Thread.sleep(idle.toMillis());
    Map<String, Double> taken = agent.cpuMillis();
    double wallMillis = (System.nanoTime() - start) / 1e6;
    taken.replaceAll((thread, millis) -> millis - before.getOrDefault(thread, 0.0));
    double all = taken.values().stream().mapToDouble(Double::doubleValue).sum();
    figures.add(arm, "CPU at rest, % of one", 100 * all / wallMillis);
    if (byThread) {
      taken.forEach((thread, millis) -> figures.add(
          arm, thread.replaceFirst("\\d+ ", "") + " at rest, % of one", 100 * millis / wallMillis));
    }
  }
}

package io.temper.benchmarks;

import io.temper.linux.CgroupTree;
import io.temper.linux.HostThread;
import io.temper.linux.ThreadTable;
import io.temper.linux.UsageReader;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.UsageReading;
import io.temper.workload.CgroupPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a look at a container of 300 sleeping threads costs: as the rightsizer looks, and as {@code temper
 * threads} does, which reads two files of each thread anew. The ratio of the two is what counts.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class UsageReaderBenchmark {
  private static final int THREADS = 300;
  private static final CgroupPath GROUP = new CgroupPath("/pod");

  private final CountDownLatch end = new CountDownLatch(1);
  private final CgroupTree tree = CgroupTree.open(groupOf(end));
  private final ThreadTable table = ThreadTable.open(ThreadTable.DEFAULT_ROOT);
  private final UsageReader reader =
      new UsageReader(tree, table, 4, Instant::now, System::nanoTime);

  /** Starts the threads, and makes a group that names them. */
  private static Path groupOf(CountDownLatch end) {
    for (int i = 0; i < THREADS; i++) {
      var thread = new Thread(() -> sleepUntil(end), "sleeper-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      Path root = Files.createTempDirectory("usage-reader");
      Path group = Files.createDirectory(root.resolve("pod"));
      Files.writeString(root.resolve("cgroup.controllers"), "cpu\n");
      Files.writeString(group.resolve("cpu.stat"), "usage_usec 1\nuser_usec 1\nsystem_usec 0\n");
      Files.writeString(
          group.resolve("cgroup.threads"),
          tasks.map(task -> task.getFileName() + "\n").sorted().collect(Collectors.joining()));
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sleepUntil(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the threads end. */
  @TearDown
  public void stop() {
    end.countDown();
  }

  /** One look of the rightsizer. */
  @Benchmark
  public Map<ContainerId, UsageReading> look() {
    return reader.read("test", "pod", GROUP);
  }

  /** All that is known of each thread. */
  @Benchmark
  public List<HostThread> wholeThreads() {
    return table.ofCgroup(tree, GROUP);
  }
}

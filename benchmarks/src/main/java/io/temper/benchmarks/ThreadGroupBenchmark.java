package io.temper.benchmarks;

import io.temper.threads.DeclaredGroup;
import io.temper.threads.TemperThreads;
import io.temper.threads.Treatment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a thread of an application pays for being in a group. {@link #nameTwice()} is what the kernel and the
 * JDK take for it, so the ratios to it are what counts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
@SuppressWarnings("try") // The scopes are used by being closed.
public class ThreadGroupBenchmark {
  private final DeclaredGroup group = TemperThreads.group("checkout", Treatment.LATENCY);
  private final DeclaredGroup other = TemperThreads.group("reports", Treatment.YIELD);
  private final String before = "http-8080-ex-12";
  private final String inside = group.toString();

  /** What is done within a group. It leaves nothing of the group to be seen outside: that would be charged to us. */
  private int done;

  /** The same each time, as a method reference without captured values is. */
  private final Runnable task = this::work;

  /**
   * Describes a group; an application does it once.
   *
   * @return the group
   */
  @Benchmark
  public DeclaredGroup declare() {
    return TemperThreads.group("checkout", Treatment.LATENCY);
  }

  /**
   * Enters and leaves, as a request does.
   *
   * @return what is done inside
   */
  @Benchmark
  public int enterAndLeave() {
    try (var ignored = group.enter()) {
      return work();
    }
  }

  /** The same by a function. */
  @Benchmark
  public void run() {
    group.run(task);
  }

  /**
   * Enters a second group within the first, and leaves both.
   *
   * @return what is done inside
   */
  @Benchmark
  public int enterTwoAndLeave() {
    try (var ignoredOuter = group.enter();
        var ignoredInner = other.enter()) {
      return work();
    }
  }

  /** Names the thread and names it back, without us. */
  @Benchmark
  public void nameTwice() {
    Thread.currentThread().setName(inside);
    Thread.currentThread().setName(before);
  }

  private int work() {
    return ++done;
  }
}

package io.temper.agent.bench.cost;

import io.temper.TemperException;
import io.temper.agent.bench.tool.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Switches the kernel's own counting on, which slows it down a little, and reads it around pieces of
 * work. Closing switches it off. For one thread.
 */
public final class Meter implements AutoCloseable {
  private final Path proc;

  private Meter(Path proc) {
    this.proc = proc;
  }

  /**
   * Switches the counting on.
   *
   * @param root the root of the file system, {@code /}
   */
  public static Meter open(Path root) {
    var meter = new Meter(root.resolve("proc"));
    meter.set("1");
    return meter;
  }

  /** Does {@code work} and returns what the kernel counted meanwhile. */
  public Reading read(Supplier<Work> work) {
    ProgramCounts programs = programs();
    KernelCounts counts = counts();
    Work done = work.get();
    KernelCounts after = counts();
    return new Reading(done, after.since(counts), programs().since(programs));
  }

  /**
   * What the kernel counted.
   *
   * @param work done meanwhile
   * @param counts by the kernel's scheduler
   * @param programs of ours; none where Temper is not attached
   */
  public record Reading(Work work, KernelCounts counts, ProgramCounts programs) {}

  private void set(String value) {
    write("sys/kernel/sched_schedstats", value);
    write("sys/kernel/bpf_stats_enabled", value);
  }

  private KernelCounts counts() {
    return KernelCounts.parse(text("stat"), text("schedstat"), text("interrupts"));
  }

  private static ProgramCounts programs() {
    try {
      Process process = new ProcessBuilder("bpftool", "-j", "prog", "show").start();
      String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new TemperException("bpftool prog show failed: " + json.strip());
      }
      return ProgramCounts.parse(json);
    } catch (IOException e) {
      throw new TemperException("cannot run bpftool: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new TemperException("interrupted while bpftool ran", e);
    }
  }

  private String text(String file) {
    try {
      return Files.readString(proc.resolve(file));
    } catch (IOException e) {
      throw new TemperException("cannot read " + proc.resolve(file) + ": " + e.getMessage(), e);
    }
  }

  private void write(String file, String value) {
    try {
      Files.writeString(proc.resolve(file), value);
    } catch (IOException e) {
      throw new TemperException(
          "cannot write " + proc.resolve(file) + " (it takes root): " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    set("0");
  }
}

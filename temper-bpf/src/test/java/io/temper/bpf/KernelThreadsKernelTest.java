package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kernel threads of one CPU do work for all of its tasks, and come before them. */
@Tag("kernel")
@ConformanceRow("14")
@LongFormOnly
class KernelThreadsKernelTest {
  private static final String KTHREADD = "2";
  private static final int TIMES = 100;

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  @AfterEach
  void letKthreaddGo() {
    KernelHost.allow(KTHREADD, "0-" + (KernelHost.cpus() - 1));
  }

  /** New workers are bound after they have started. This one makes all other kernel threads. */
  @Test
  void kernelThreadThatIsBoundLater_countsAsOneOfItsCpuFromThenOn(TestReporter reporter) {
    try (var scheduler = host.attach(KernelHost.config(1, Map.of()))) {
      long free = countedWhileKernelThreadsAreMade(scheduler);
      KernelHost.allow(KTHREADD, "0");
      long bound = countedWhileKernelThreadsAreMade(scheduler);
      reporter.publishEntry(
          "wake-ups of bound kernel threads, before and after", free + ", " + bound);
      // The threads that it makes are bound as well from their beginning on: they do not suffice.
      assertThat(bound - free).isGreaterThan(TIMES + TIMES / 4);
    }
  }

  private static long countedWhileKernelThreadsAreMade(SchedExtScheduler scheduler) {
    long before = scheduler.snapshot().counters().kernelThreads();
    for (int i = 0; i < TIMES; i++) {
      watchPressure();
    }
    return scheduler.snapshot().counters().kernelThreads() - before;
  }

  /** For as long as somebody watches the pressure, the kernel has a thread for it. */
  private static void watchPressure() {
    try (var file = new RandomAccessFile("/proc/pressure/memory", "rw")) {
      file.write("some 500000 1000000\0".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

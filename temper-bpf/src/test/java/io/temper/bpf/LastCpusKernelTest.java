package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.temper.node.CpuSet;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.MachineShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All the CPUs that threads may run on go offline, one after the other, and there is no fence. */
@Tag("kernel")
@ConformanceRow("15")
@MachineShape("4")
class LastCpusKernelTest {
  private static final CpuSet GOING = CpuSet.range(2, 3);

  /** The kernel would end the scheduler after 30 s, and the CPU would go then. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();

  @BeforeEach
  void needCpusThatCanBeSwitchedOff() {
    GOING.stream()
        .forEach(cpu ->
            assumeThat(switchOf(cpu)).as("a CPU that can be switched off").exists());
  }

  @AfterEach
  void allAreOnline() {
    GOING.stream()
        .mapToObj(LastCpusKernelTest::switchOf)
        .filter(Files::exists)
        .forEach(cpu -> KernelHost.write(cpu.toString(), "1"));
  }

  private Process spinner() {
    return load.start("taskset", "-c", GOING.toString(), "sh", "-c", Load.SPIN);
  }

  private static Path switchOf(int cpu) {
    return Path.of("/sys/devices/system/cpu/cpu" + cpu + "/online");
  }

  @Test
  void threadsWhoseCpusAllGo_goOnElsewhere(TestReporter reporter) {
    try (var scheduler = host.attach(KernelHost.config(1, Map.of()))) {
      // In no group with a cpuset of its own: there the kernel gives threads other CPUs.
      var spinners = Stream.generate(this::spinner).limit(3).toList();
      KernelHost.pause(Duration.ofSeconds(1));
      long start = System.nanoTime();
      GOING.stream().forEach(cpu -> KernelHost.write(switchOf(cpu).toString(), "0"));
      var took = Duration.ofNanos(System.nanoTime() - start);
      reporter.publishEntry("both CPUs went in ms", Long.toString(took.toMillis()));
      assertThat(took).isLessThan(PATIENCE);
      KernelHost.await("each gets CPU time elsewhere", Load.progressOf(spinners));
      KernelHost.requireNobodyLeftBehind(scheduler);
    }
  }
}

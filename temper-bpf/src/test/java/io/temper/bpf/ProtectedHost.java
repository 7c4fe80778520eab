package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelConfig;
import io.temper.observe.SchedulerExit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A host whose scheduler runs before each test: one layer is protected on all CPUs and preempts, and one
 * ranks below it. After each test the scheduler still runs, has left nobody behind, and goes.
 */
final class ProtectedHost implements BeforeEachCallback, AfterEachCallback {
  private static final int CRITICAL = 2;
  private static final int LOW = 3;

  private final List<SchedulerExit> exits = new CopyOnWriteArrayList<>();
  private final Load load = new Load();
  private final Path critical = KernelHost.newCgroup("temper-test/critical");
  private final Path low = KernelHost.newCgroup("temper-test/low");
  private @Nullable SchedExtScheduler scheduler;

  Load load() {
    return load;
  }

  /** The protected layer's only cgroup. */
  Path critical() {
    return critical;
  }

  /** The cgroup of the layer below. */
  Path low() {
    return low;
  }

  SchedExtScheduler scheduler() {
    return Objects.requireNonNull(scheduler, "before the test");
  }

  void everyForkSucceeds(int times, Duration atMost, TestReporter figures) {
    figures.publishEntry(
        "fork, exec and exit of /bin/true",
        load.everyForkSucceeds(times, atMost).toString());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    scheduler = new SchedExtLoader().attach(config(), exits::add);
  }

  private KernelConfig config() {
    var members = Map.of(KernelHost.idOf(critical), CRITICAL, KernelHost.idOf(low), LOW);
    return Configs.protectedEverywhere(
        KernelHost.config(1, members, "critical", "low"), CRITICAL, KernelHost.cpus());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      assertThat(exits).isEmpty();
      assertThat(KernelHost.state()).isEqualTo("enabled");
      KernelHost.requireNobodyLeftBehind(scheduler());
    } finally {
      load.close();
      scheduler().close();
    }
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }
}

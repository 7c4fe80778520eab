package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who waits for a lock that a thread under a ceiling holds must wait until that thread has had its turns:
 * the scheduler knows nothing of locks. But turns come, so the wait ends.
 */
@Tag("kernel")
@ConformanceRow("i")
@LongFormOnly
class LockHolderKernelTest {
  private static final int SPINNERS = 4;
  private static final int CEILING_MILLIS = 200;
  private static final int TIMES = 5;

  /** The kernel's own limit for a single wait; what is held here takes a few turns of a fifth of a CPU. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  @RegisterExtension
  final LoadedHost host = new LoadedHost();

  private final Load load = host.load();
  private final Path cgroup = KernelHost.newCgroup("temper-test/capped");

  @Test
  void lockThatACappedThreadHolds_isHandedOnInTime(@TempDir Path directory, TestReporter reporter) {
    var lock = directory.resolve("lock").toString();
    load.spinners(SPINNERS, cgroup);
    var work = "i=0; while [ $i -lt 5000 ]; do i=$((i+1)); done";
    load.startIn(cgroup, "sh", "-c", "while :; do flock '" + lock + "' sh -c '" + work + "'; done");
    try (var scheduler = host.attach(KernelHost.capped(1, cgroup, CEILING_MILLIS))) {
      var waits = new Times();
      for (int i = 0; i < TIMES; i++) {
        KernelHost.await("the capped thread holds the lock", () -> isHeld(lock));
        long start = System.nanoTime();
        var waiter = load.start("flock", lock, "true");
        assertThat(Load.ends(waiter, LONGEST_WAIT)).as("the lock is handed on").isTrue();
        waits.addSince(start);
      }
      reporter.publishEntry("wait for the lock", waits.toString());
      assertThat(scheduler.snapshot().layer("capped").orElseThrow().ceilingStops())
          .isPositive();
    }
  }

  private boolean isHeld(String lock) {
    var attempt = load.start("flock", "--nonblock", lock, "true");
    return Load.ends(attempt, LONGEST_WAIT) && attempt.exitValue() != 0;
  }
}

package io.temper.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.LongFormOnly;
import io.temper.testkit.kernel.TestForm;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * A node that is never left in peace. {@code temper lab soak} sets how long; the short form is under
 * a minute.
 */
@Tag("kernel")
@LongFormOnly
class SoakKernelTest {
  private static final String SECONDS = "temper.soak.seconds";

  /** What the caches of the JVM and of the kernel may add after the first quarter of the time. */
  private static final long JVM_MAY_GROW_KIB = 64 * 1024;

  private static final long KERNEL_MAY_GROW_KIB = 64 * 1024;

  private final Soak soak = new Soak(new SchedExtLoader());

  @AfterEach
  void hostIsOnItsStockScheduler() {
    soak.close();
    assertThat(KernelHost.state()).isEqualTo("disabled");
  }

  @Test
  @ConformanceRow("8")
  void churn_losesNothing_endsNothing_andKeepsMemoryFlat(TestReporter reporter) {
    var time = Duration.ofSeconds(Long.getLong(SECONDS, TestForm.choose(40L, 1_800L)));
    var end = soak.run(time, System.out::println);
    end.figures().forEach(reporter::publishEntry);
    assertThat(end.exits()).as("ejects").isEmpty();
    assertThat(end.failures()).as("what went wrong in the churn").isEmpty();
    assertThat(end.lostEntries())
        .as("membership entries that are not as published")
        .isZero();
    assertThat(end.rescues()).as("rescues").isZero();
    assertThat(end.late()).as("threads put to the front").isZero();
    assertThat(end.enableSequenceMoved()).as("attachments").isEqualTo(end.attachments());
    assertThat(end.jvmGrewKib()).as("KiB of the JVM").isLessThan(JVM_MAY_GROW_KIB);
    assertThat(end.kernelGrewKib()).as("KiB of the kernel").isLessThan(KERNEL_MAY_GROW_KIB);
    assertThat(end.cgroupOperations()).as("the churn went on").isGreaterThan(time.toSeconds() * 3);
  }
}

package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.temper.workload.CpuQuantity;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class JvmErgonomicsTest {
  private static final long MIB = 1L << 20;
  private static final long PLENTY = 4096 * MIB;

  /** What JDK 17.0.15 and 25.0.3 print with -XX:ActiveProcessorCount and -XX:+PrintFlagsFinal. */
  @ParameterizedTest
  @CsvFileSource(resources = "jvm-ergonomics.csv", numLinesToSkip = 1)
  void of_processors_isWhatTheJdkPrints(
      int processors,
      String collector,
      int parallelGcThreads,
      int concurrentGcThreads,
      int compilerThreads,
      int commonPool) {
    JvmErgonomics sizes = JvmErgonomics.of(processors, PLENTY);

    assertThat(sizes.collector()).isEqualTo(collector);
    assertThat(sizes.parallelGcThreads()).isEqualTo(parallelGcThreads);
    assertThat(sizes.concurrentGcThreads()).isEqualTo(concurrentGcThreads);
    assertThat(sizes.c1Threads() + sizes.c2Threads()).isEqualTo(compilerThreads);
    assertThat(sizes.commonPool()).isEqualTo(commonPool);
  }

  /** As both JDKs choose in a control group with such a memory limit. */
  @ParameterizedTest
  @CsvSource({"2, 1791, Serial", "2, 1792, G1", "1, 4096, Serial"})
  void of_serverClassLine_choosesTheCollector(int processors, long mib, String collector) {
    assertThat(JvmErgonomics.of(processors, mib * MIB).collector()).isEqualTo(collector);
  }

  /** As both JDKs count in a control group with such a quota on a machine of two CPUs. */
  @ParameterizedTest
  @CsvSource({"500, 1", "1000, 1", "1001, 2", "1500, 2", "9000, 2"})
  void processors_limit_isRoundedUpAndBoundedByTheNode(long limitMillis, int processors) {
    CurrentResources resources = new CurrentResources(
        CpuQuantity.ofMillis(500), Optional.of(CpuQuantity.ofMillis(limitMillis)));

    assertThat(JvmFacts.current(2, PLENTY).with(resources).processors()).isEqualTo(processors);
  }

  @ParameterizedTest
  @CsvSource({"500, false, 8", "500, true, 1", "1000, true, 8", "2500, true, 3"})
  void processors_requestOnly_countsForOldReleasesOnly(
      long requestMillis, boolean countsRequests, int processors) {
    CurrentResources resources = CurrentResources.requesting(CpuQuantity.ofMillis(requestMillis));

    assertThat(new JvmFacts(8, PLENTY, countsRequests).with(resources).processors())
        .isEqualTo(processors);
  }

  @Test
  void changesTo_oneProcessorInsteadOfTwo_namesTheCollectorToo() {
    assertThat(JvmErgonomics.of(2, PLENTY).changesTo(JvmErgonomics.of(1, PLENTY)))
        .containsExactly(
            "availableProcessors 2 → 1",
            "the collector G1 → Serial",
            "ParallelGCThreads 2 → 0",
            "ConcGCThreads 1 → 0");
    assertThat(JvmErgonomics.of(4, PLENTY).changesTo(JvmErgonomics.of(4, PLENTY)))
        .isEmpty();
  }

  @Test
  void changesTo_manyMoreProcessors_namesAllThatDiffers() {
    assertThat(JvmErgonomics.of(4, PLENTY).changesTo(JvmErgonomics.of(32, PLENTY)))
        .containsExactly(
            "availableProcessors 4 → 32",
            "ParallelGCThreads 4 → 23",
            "ConcGCThreads 1 → 6",
            "common pool 3 → 31",
            "C1 threads 1 → 5",
            "C2 threads 2 → 10");
  }

  @Test
  void of_noProcessor_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> JvmErgonomics.of(0, PLENTY));
    assertThatIllegalArgumentException().isThrownBy(() -> JvmFacts.current(0, PLENTY));
  }
}

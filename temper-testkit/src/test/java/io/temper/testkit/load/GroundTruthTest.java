package io.temper.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.temper.rightsize.Demand;
import io.temper.rightsize.ThreadAwareEstimator;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.UsageSample;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the thread-aware estimator promises, against threads whose demand is known. */
class GroundTruthTest {
  private static final Node ROOMY = Node.crowded(16, 0.5);

  static LongStream seeds() {
    return LongStream.range(0, 24);
  }

  static LongStream fewSeeds() {
    return LongStream.range(0, 6);
  }

  /** Any number of threads that sleep up to as long as they work, granted less than half. */
  @ParameterizedTest
  @MethodSource("seeds")
  void level_overloadedTwice_isWithinTenPercentWhereUsageIsHalf(long seed) {
    Load load = anyLoad(seed);
    double ideal = LoadGenerator.run(load, Node.alone(64), 3, seed).meanWanted();
    int cpus = (int) Math.ceil(ideal);

    Trace trace = LoadGenerator.run(load, Node.crowded(cpus, 0.46 * ideal / cpus), 12, seed);

    UsageHistory history = trace.history();
    double truth = trace.meanWanted();
    assertThat(history.usage().percentile(90)).isLessThanOrEqualTo(0.5 * truth);
    assertThat(level(history)).isCloseTo(truth, within(0.1 * truth));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void level_nobodyInTheWay_isWhatIsUsed(long seed) {
    Trace trace = LoadGenerator.run(anyLoad(seed), Node.alone(64), 12, seed);

    assertThat(level(trace.history()))
        .isCloseTo(trace.meanWanted(), within(0.1 * trace.meanWanted()));
  }

  /** Throttling also raises the wait, which is no demand that a request could serve. */
  @ParameterizedTest
  @MethodSource("seeds")
  void wanted_throttledOnly_isTheLimit(long seed) {
    Random random = random(seed);
    int threads = 2 + random.nextInt(7);
    double limit = 0.2 + 0.5 * threads * random.nextDouble();
    Node node = Node.alone(threads).limitedTo(limit);

    Trace trace = LoadGenerator.run(
        Load.steady(0.02, 0.005 * random.nextDouble(), 1, threads), node, 3, seed);

    for (UsageSample sample : trace.samples()) {
      double wanted = sample.wanted().toNanos() / (double) sample.length().toNanos();
      assertThat(sample.queueWait()).isGreaterThan(sample.run().dividedBy(2));
      assertThat(wanted).isCloseTo(limit, within(0.1 * limit));
    }
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void level_burstsInFivePercentOfMinutes_areSeenWhereUsageMissesThem(long seed) {
    Load bursts = new Load(0.02, 0.002, 1, minute -> minute % 20 == seed ? 5 : 1);

    UsageHistory history = LoadGenerator.run(bursts, ROOMY, 180, seed).history();

    assertThat(level(history)).isGreaterThan(4.0);
    assertThat(history.usage().percentile(90)).isLessThan(1.2);
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void level_step_isFollowedWithinTenMinutes(long seed) {
    Load step = new Load(0.02, 0.002, 1, minute -> minute < 120 ? 1 : 5);

    Trace trace = LoadGenerator.run(step, ROOMY, 130, seed);

    double truth = trace.wanted().get(129);
    assertThat(level(trace.history(120))).isLessThan(1.2);
    assertThat(level(trace.history(130))).isCloseTo(truth, within(0.1 * truth));
    assertThat(trace.history(130).usage().percentile(90)).isLessThan(0.5 * truth);
  }

  @ParameterizedTest
  @MethodSource("fewSeeds")
  void level_oneSpike_isNotFollowed(long seed) {
    Load spike = new Load(0.02, 0.002, 1, minute -> minute == 30 ? 8 : 1);

    Trace trace = LoadGenerator.run(spike, ROOMY, 60, seed);

    double before = level(trace.history(30));
    for (int minutes = 31; minutes <= 60; minutes++) {
      assertThat(level(trace.history(minutes))).isCloseTo(before, within(0.1 * before));
    }
  }

  private static double level(UsageHistory history) {
    Demand demand = ThreadAwareEstimator.estimate(history);
    return demand.level();
  }

  private static Load anyLoad(long seed) {
    Random random = random(seed);
    double work = 0.005 + 0.045 * random.nextDouble();
    return Load.steady(
        work, work * random.nextDouble(), random.nextDouble(), 2 + random.nextInt(11));
  }

  /** Neighbouring seeds of {@link Random} begin with nearly the same numbers. */
  private static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }
}

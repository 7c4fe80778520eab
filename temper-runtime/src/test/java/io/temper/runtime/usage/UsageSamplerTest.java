package io.temper.runtime.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.temper.rightsize.Demand;
import io.temper.rightsize.ThreadAwareEstimator;
import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.ContainerId;
import io.temper.rightsize.usage.ThreadUse;
import io.temper.rightsize.usage.UsageReading;
import io.temper.rightsize.usage.UsageSample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageSamplerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ContainerId WEB = new ContainerId("shop", "web", "app");
  private static final ContainerId NEW = new ContainerId("shop", "new", "app");
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Map<ContainerId, UsageReading> host = new HashMap<>();
  private final UsageSampler sampler =
      new UsageSampler(Map.of(), this::read, Duration.ofMinutes(2));
  private final Set<ContainerId> unread = new HashSet<>();
  private int looks;

  @Test
  void look_everyTenSeconds_makesASampleAMinute() {
    for (int i = 0; i <= 18; i++) {
      look(WEB, 0.25, 0.25);
    }

    UsageHistory history = history(WEB);
    assertThat(history.samples()).isEqualTo(3);
    assertThat(history.first()).contains(START);
    assertThat(history.restarts()).isZero();
    // It ran half of the time that it did not wait, so alone it would run a third of the time.
    assertThat(ThreadAwareEstimator.estimate(history).typical()).isCloseTo(1.0 / 3, within(0.02));
  }

  @Test
  void look_burstInOneLook_isThePeakOfItsMinute() {
    for (int i = 0; i <= 60; i++) {
      look(WEB, i % 6 == 3 ? 0.9 : 0.1, 0);
    }

    Demand demand = ThreadAwareEstimator.estimate(history(WEB));
    assertThat(demand.typical()).isCloseTo(0.233, within(0.02));
    assertThat(demand.burst()).isCloseTo(0.9, within(0.03));
  }

  @Test
  void look_containerAppearsLater_startsUpForTwoMinutes() {
    look(WEB, 0.1, 0);
    for (int i = 0; i <= 36; i++) {
      look(NEW, i <= 12 ? 0.8 : 0.2, 0);
    }

    UsageHistory history = history(NEW);
    Demand demand = ThreadAwareEstimator.estimate(history);
    assertThat(history.restarts()).isEqualTo(1);
    assertThat(demand.startUp()).isCloseTo(0.8, within(0.03));
    assertThat(demand.level()).isCloseTo(0.2, within(0.02));
  }

  @Test
  void look_containerVanishes_keepsItsHistoryAndTheMinuteItWasIn() {
    for (int i = 0; i <= 9; i++) {
      look(WEB, 0.5, 0);
    }
    host.clear();
    sampler.look();

    assertThat(history(WEB).samples()).isEqualTo(2);
    sampler.look();
    assertThat(history(WEB).samples()).isEqualTo(2);
  }

  @Test
  void look_countersGoBack_isANewStart() {
    for (int i = 0; i <= 6; i++) {
      look(WEB, 0.5, 0);
    }
    host.remove(WEB);
    for (int i = 0; i <= 6; i++) {
      look(WEB, 0.5, 0);
    }

    assertThat(history(WEB).restarts()).isEqualTo(1);
    assertThat(history(WEB).samples()).isEqualTo(2);
  }

  /** A file that cannot be read for one look says nothing of the container. */
  @Test
  void look_workloadCannotBeRead_goesOnWithoutARestart() {
    for (int i = 0; i <= 24; i++) {
      if (i == 9) {
        loseSight();
      }
      look(WEB, 0.5, 0);
    }

    assertThat(history(WEB).restarts()).isZero();
    assertThat(ThreadAwareEstimator.estimate(history(WEB)).startUp()).isZero();
    assertThat(ThreadAwareEstimator.estimate(history(WEB)).level()).isCloseTo(0.5, within(0.02));
    assertThat(history(WEB).span()).isGreaterThanOrEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void look_workloadCannotBeReadAtFirst_isNoNewStart() {
    unread.add(new ContainerId("shop", "web", ""));
    sampler.look();
    unread.clear();
    for (int i = 0; i <= 6; i++) {
      look(WEB, 0.5, 0);
    }

    assertThat(history(WEB).restarts()).isZero();
  }

  @Test
  void look_anotherWorkloadCannotBeRead_endsWhatIsGone() {
    for (int i = 0; i <= 9; i++) {
      look(WEB, 0.5, 0);
    }
    unread.add(new ContainerId("shop", "new", ""));
    host.clear();
    sampler.look();

    assertThat(history(WEB).samples()).isEqualTo(2);
  }

  /** The agent looks before its first cycle has told which workloads there are. */
  @Test
  void look_workloadsNotKnownYet_isNoLook() {
    var late =
        new UsageSampler(Map.of(), () -> looks < 3 ? Optional.empty() : read(), Duration.ZERO);
    for (int i = 0; i < 12; i++) {
      host.put(WEB, reading(host.get(WEB), 0.5, 0));
      late.look();
    }

    assertThat(Objects.requireNonNull(late.histories().get(WEB)).restarts()).isZero();
  }

  @Test
  void add_historiesReadLater_areJoined() {
    for (int i = 0; i <= 6; i++) {
      look(WEB, 0.5, 0);
    }
    long samples = history(WEB).samples();
    sampler.add(Map.of(WEB, history(WEB), NEW, history(WEB)));

    assertThat(history(WEB).samples()).isEqualTo(2 * samples);
    assertThat(history(NEW).samples()).isEqualTo(samples);
  }

  /**
   * As after a minute of a clock that was a month ahead, whose samples would outweigh a month of others; or
   * before the clock of a machine that has just started is set.
   */
  @ParameterizedTest(name = "{0} hours ahead of {1} minutes")
  @CsvSource({"24, 2, 3", "26, 2, 1", "26, 60, 1", "26, 61, 1", "26, 62, 2"})
  void look_whatIsKeptIsFarAhead_beginsAnewAfterAnHour(long hours, int minutes, long samples) {
    Instant ahead = START.plus(Duration.ofHours(hours));
    sampler.add(Map.of(
        WEB,
        UsageHistory.EMPTY.plus(
            UsageSample.builder(ahead, Duration.ofMinutes(1)).build())));
    for (int i = 0; i <= 6 * minutes; i++) {
      look(WEB, 0.5, 0);
    }

    assertThat(history(WEB).samples()).isEqualTo(samples);
    assertThat(history(WEB).last().orElseThrow().isBefore(ahead))
        .isEqualTo(minutes > UsageSampler.MOST_DROPPED);
  }

  @Test
  void look_whatIsKeptIsFarAheadOfSomebodyStartedAgainAndAgain_beginsAnewAllTheSame() {
    Instant ahead = START.plus(Duration.ofDays(30));
    sampler.add(Map.of(
        WEB,
        UsageHistory.EMPTY.plus(
            UsageSample.builder(ahead, Duration.ofMinutes(1)).build())));
    for (int start = 0; start < 10; start++) {
      host.remove(WEB);
      for (int i = 0; i <= 60; i++) {
        look(WEB, 0.5, 0);
      }
    }

    assertThat(history(WEB).last().orElseThrow().isBefore(ahead)).isTrue();
  }

  @Test
  void look_keptHistory_goesOn() {
    for (int i = 0; i <= 6; i++) {
      look(WEB, 0.5, 0);
    }
    UsageSampler next = new UsageSampler(sampler.histories(), this::read, Duration.ZERO);
    next.look();
    for (int i = 0; i < 6; i++) {
      host.put(WEB, reading(host.get(WEB), 0.5, 0));
      next.look();
    }

    assertThat(Objects.requireNonNull(next.histories().get(WEB)).samples()).isEqualTo(2);
  }

  @Test
  void look_moreContainersThanAreKept_forgetsTheOldest() {
    for (int i = 0; i < UsageSampler.MOST_HISTORIES + 5; i++) {
      ContainerId id = new ContainerId("n", String.format("w%05d", i), "");
      host.put(id, reading(null, 0, 0));
      sampler.look();
      host.put(id, reading(host.get(id), 0.5, 0));
      sampler.look();
      host.clear();
    }
    sampler.look();

    assertThat(sampler.histories()).hasSize(UsageSampler.MOST_HISTORIES);
    assertThat(sampler.histories().firstKey().workload()).isEqualTo("w00005");
  }

  private Optional<UsageLook> read() {
    return Optional.of(new UsageLook(host, unread));
  }

  /** Looks once while nothing of the workload can be read. */
  private void loseSight() {
    var seen = Map.copyOf(host);
    host.clear();
    unread.add(new ContainerId("shop", "web", ""));
    sampler.look();
    unread.clear();
    host.putAll(seen);
  }

  private UsageHistory history(ContainerId id) {
    return Objects.requireNonNull(sampler.histories().get(id));
  }

  /** Lets ten seconds pass in which one thread runs and waits for such shares. */
  private void look(ContainerId id, double runs, double waits) {
    host.put(id, reading(host.get(id), runs, waits));
    sampler.look();
  }

  private UsageReading reading(@Nullable UsageReading before, double runs, double waits) {
    Duration time = LOOK.multipliedBy(looks++);
    ThreadUse use = before == null
        ? new ThreadUse(Duration.ZERO, Duration.ZERO)
        : Objects.requireNonNull(before.threads().get(1L));
    Duration ran = before == null ? Duration.ZERO : use.ran().plus(share(runs));
    Duration waited = before == null ? Duration.ZERO : use.waited().plus(share(waits));
    return new UsageReading(
        START.plus(time),
        time.toNanos(),
        ran,
        0,
        0,
        Duration.ZERO,
        Map.of(1L, new ThreadUse(ran, waited)),
        true,
        1,
        4);
  }

  private static Duration share(double share) {
    return Duration.ofNanos(Math.round(LOOK.toNanos() * share));
  }
}

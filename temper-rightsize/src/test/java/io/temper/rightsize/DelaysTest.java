package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DelaysTest {
  private static final Instant NOW = Samples.START;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static Delays of(Map<String, Duration> times) {
    return Delays.NONE.plus(NOW, times);
  }

  @Test
  void seconds_ofALayer_areItsSumAsItIsWorthNow() {
    Delays delays = of(Map.of("low", Duration.ofSeconds(8), "high", SECOND))
        .plus(NOW.plus(Delays.HALF_LIFE), Map.of("low", SECOND));

    Instant then = NOW.plus(Delays.HALF_LIFE);
    assertThat(delays.seconds("low", then)).isCloseTo(5, within(1e-9));
    assertThat(delays.seconds("high", then)).isCloseTo(0.5, within(1e-9));
    assertThat(delays.seconds("normal", then)).isZero();
    assertThat(delays.total(then)).isCloseTo(5.5, within(1e-9));
  }

  @Test
  void worst_isWhoDelayedMost_ofEqualOnesTheFirstByName() {
    assertThat(Delays.NONE.worst(NOW)).isNull();
    assertThat(of(Map.of("b", Duration.ofSeconds(2), "a", SECOND)).worst(NOW)).isEqualTo("b");
    assertThat(of(Map.of("a", Duration.ofSeconds(2), "b", SECOND)).worst(NOW)).isEqualTo("a");
    assertThat(of(Map.of("a", SECOND, "b", SECOND)).worst(NOW)).isEqualTo("a");
  }

  @Test
  void plus_noTimes_isTheSame() {
    Delays delays = of(Map.of("low", SECOND));

    assertThat(delays.plus(NOW, Map.of())).isSameAs(delays);
  }

  @Test
  void plus_moreLayersThanAreKept_addsUpTheRest() {
    Map<String, Duration> times = new HashMap<>();
    for (int i = 0; i < Delays.MOST + 3; i++) {
      times.put("layer-%02d".formatted(i), SECOND);
    }

    Delays delays = of(times);

    assertThat(delays.byName()).hasSize(Delays.MOST + 1);
    assertThat(delays.seconds("layer-14", NOW)).isEqualTo(1);
    assertThat(delays.seconds("layer-15", NOW)).isZero();
    assertThat(delays.seconds(Delays.OTHERS, NOW)).isEqualTo(3);
    assertThat(delays.total(NOW)).isEqualTo(18);
  }

  /** The sum of the rest keeps its place, whatever comes before it by name. */
  @Test
  void plus_theRestOfAnother_staysTheRest() {
    Delays some = of(Map.of(Delays.OTHERS, SECOND));

    Delays delays = some.plus(of(Map.of("low", SECOND))).plus(some);

    assertThat(delays.seconds(Delays.OTHERS, NOW)).isEqualTo(2);
    assertThat(delays.seconds("low", NOW)).isEqualTo(1);
    assertThat(delays.byName()).hasSize(2);
  }

  @Test
  void plus_longNames_countByTheirBeginning() {
    String longest = "x".repeat(Delays.MOST_CHARS);

    Delays delays = of(Map.of(longest, SECOND, longest + "a", SECOND, longest + "b", SECOND));

    assertThat(delays.byName().keySet()).containsExactly(longest);
    assertThat(delays.seconds(longest, NOW)).isEqualTo(3);
  }
}

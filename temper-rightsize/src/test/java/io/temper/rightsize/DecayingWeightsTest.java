package io.temper.rightsize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecayingWeightsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant START = Samples.START;
  private static final DecayingWeights NONE = DecayingWeights.none(HOUR, 2);

  private static Instant after(long hours) {
    return START.plus(HOUR.multipliedBy(hours));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 99, 100, 101, 250})
  void at_anyTimeLater_isHalfForEachHalfLife(int hours) {
    DecayingWeights weights = NONE.plus(START, 0, 8).plus(after(hours), 1, 4);

    assertThat(weights.at(after(hours), 1)).isCloseTo(4, within(1e-9));
    assertThat(weights.at(after(hours), 0)).isCloseTo(8 * Math.pow(2, -hours), within(1e-9));
    assertThat(weights.totalAt(after(hours)))
        .isCloseTo(weights.at(after(hours), 0) + weights.at(after(hours), 1), within(1e-9));
  }

  @Test
  void plus_anEarlierMoment_countsAsIfItHadComeInOrder() {
    DecayingWeights inOrder = NONE.plus(START, 0, 1).plus(after(3), 0, 1);
    DecayingWeights late = NONE.plus(after(3), 0, 1).plus(START, 0, 1);

    assertThat(late.at(after(3), 0)).isCloseTo(1.125, within(1e-12));
    assertThat(inOrder.at(after(3), 0)).isCloseTo(1.125, within(1e-12));
  }

  /** Up to 100 half-lives nothing is scaled; beyond, the reference moves once and for all. */
  @Test
  void reference_movesOnlyBeyondAHundredHalfLives() {
    DecayingWeights weights = NONE.plus(START, 0, 1);

    assertThat(NONE.reference()).isEmpty();
    assertThat(weights.plus(after(100), 0, 1).reference()).hasValue(START);
    assertThat(weights.plus(after(101), 0, 1).reference()).hasValue(after(101));
    assertThat(weights.plus(after(101), 0, 1).raw(0)).isCloseTo(1, within(1e-12));
  }

  @Test
  void plus_otherWeights_areWorthWhatBothWereWorth() {
    DecayingWeights early = NONE.plus(START, 0, 4);
    DecayingWeights late = NONE.plus(after(2), 0, 1).plus(after(2), 1, 3);

    for (DecayingWeights sum : new DecayingWeights[] {early.plus(late), late.plus(early)}) {
      assertThat(sum.reference()).hasValue(after(2));
      assertThat(sum.at(after(2), 0)).isCloseTo(2, within(1e-12));
      assertThat(sum.at(after(2), 1)).isCloseTo(3, within(1e-12));
    }
    assertThat(early.plus(NONE)).isEqualTo(early);
    assertThat(NONE.plus(early)).isEqualTo(early);
  }

  @Test
  void plus_amountsForAll_areAddedAsOfTheirMoment() {
    DecayingWeights weights = NONE.plus(START, 2.0, 4.0).plus(after(1), 1.0, 1.0);

    assertThat(weights.at(after(1), 0)).isCloseTo(2, within(1e-12));
    assertThat(weights.at(after(1), 1)).isCloseTo(3, within(1e-12));
  }

  @Test
  void at_withoutAnyWeight_isZero() {
    assertThat(NONE.at(START, 0)).isZero();
    assertThat(NONE.totalAt(START)).isZero();
    assertThat(NONE.count()).isEqualTo(2);
  }

  @Test
  void restored_ofWhatWasKept_isTheSame() {
    DecayingWeights weights = NONE.plus(START, 0, 4).plus(after(1), 1, 1);

    DecayingWeights restored =
        NONE.restored(weights.reference().orElseThrow(), weights.raw(0), weights.raw(1));

    assertThat(restored).isEqualTo(weights).hasSameHashCodeAs(weights);
    assertThat(restored.at(after(1), 0)).isEqualTo(2);
  }

  @Test
  void restored_ofAnArrayThatChangesLater_isNotChanged() {
    double[] kept = {1, 2};
    DecayingWeights restored = NONE.restored(START, kept);

    kept[0] = 9;

    assertThat(restored.raw(0)).isEqualTo(1);
  }

  @Test
  void restored_ofWhatCannotHaveBeenKept_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NONE.restored(START, 1))
        .withMessage("2 weights, not 1");
    for (double wrong : new double[] {-1e-300, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NONE.restored(START, 0, wrong))
          .withMessage("a weight is finite and not negative: " + wrong);
    }
  }

  @Test
  void equals_whatDiffersInOnePart_isFalse() {
    DecayingWeights weights = NONE.plus(START, 0, 1);

    assertThat(weights).isEqualTo(NONE.plus(START, 0, 1));
    assertThat(weights).isNotEqualTo(NONE.plus(START, 0, 2));
    assertThat(weights).isNotEqualTo(NONE.plus(after(1), 0, 1));
    assertThat(weights).isNotEqualTo(DecayingWeights.none(HOUR.plus(HOUR), 2).plus(START, 0, 1));
    assertThat(weights).isNotEqualTo("weights");
    assertThat(weights.hashCode()).isNotEqualTo(NONE.plus(START, 0, 2).hashCode());
  }
}

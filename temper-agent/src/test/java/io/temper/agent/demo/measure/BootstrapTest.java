package io.temper.agent.demo.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void ratioOfMedians_ofConstantSeries_hasNoSpread() {
    var ratio = Bootstrap.ratioOfMedians(Collections.nCopies(9, 6.0), Collections.nCopies(9, 4.0));
    assertThat(ratio).isEqualTo(new Ratio(1.5, 1.5, 1.5, 9));
  }

  @Test
  void ratioOfMedians_ofOneRound_isThatRound() {
    assertThat(Bootstrap.ratioOfMedians(List.of(3.0), List.of(2.0)))
        .isEqualTo(new Ratio(1.5, 1.5, 1.5, 1));
  }

  @Test
  void ratioOfMedians_comparesMediansAndIgnoresOneWildRound() {
    var ratio = Bootstrap.ratioOfMedians(
        List.of(2.0, 2.0, 900.0, 2.0, 2.0), List.of(1.0, 1.0, 1.0, 1.0, 1.0));
    assertThat(ratio.value()).isEqualTo(2);
    assertThat(ratio.low()).isEqualTo(2);
  }

  @Test
  void ratioOfMedians_keepsPairsTogether() {
    // Both double and halve together from round to round: every pair has the ratio 3.
    List<Double> below = List.of(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0);
    List<Double> above = below.stream().map(b -> 3 * b).toList();
    var ratio = Bootstrap.ratioOfMedians(above, below);
    assertThat(ratio.low()).isEqualTo(3, within(1e-12));
    assertThat(ratio.high()).isEqualTo(3, within(1e-12));
  }

  @Test
  void ratioOfMedians_isTheSameForTheSameData() {
    List<Double> above = List.of(3.0, 5.0, 4.0, 6.0);
    List<Double> below = List.of(1.0, 2.0, 1.5, 1.2);
    assertThat(Bootstrap.ratioOfMedians(above, below))
        .isEqualTo(Bootstrap.ratioOfMedians(above, below));
  }

  @Test
  void ratioOfMedians_intervalsCoverTheTruthAboutAsOftenAsTheyClaim() {
    var random = new SplittableRandom(5);
    int covered = 0;
    for (int i = 0; i < 60; i++) {
      var ratio = Bootstrap.ratioOfMedians(noisy(random, 2), noisy(random, 1));
      covered += ratio.low() <= 2 && 2 <= ratio.high() ? 1 : 0;
    }
    assertThat(covered).isBetween(50, 60);
  }

  private static List<Double> noisy(SplittableRandom random, double truth) {
    return IntStream.range(0, 25)
        .mapToObj(i -> truth * Math.exp(random.nextGaussian() * 0.2))
        .toList();
  }

  @Test
  void ratioOfMedians_ofUnequalRounds_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstrap.ratioOfMedians(List.of(1.0, 2.0), List.of(1.0)))
        .withMessageContaining("2 and 1");
  }

  @Test
  void ratioOfMedians_overZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bootstrap.ratioOfMedians(List.of(1.0), List.of(0.0)))
        .withMessageContaining("positive");
  }
}

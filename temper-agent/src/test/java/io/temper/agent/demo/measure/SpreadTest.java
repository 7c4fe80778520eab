package io.temper.agent.demo.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void of_anOddNumber_takesTheMiddle() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9, 3));
  }

  @Test
  void of_anEvenNumber_takesTheMeanOfTheMiddle() {
    assertThat(Spread.of(List.of(8.0, 1.0, 4.0, 5.0))).isEqualTo(new Spread(4.5, 1, 8, 4));
  }

  @Test
  void of_nothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }
}

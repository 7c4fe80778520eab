package io.temper.agent.demo.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundOrderTest {
  private static final List<Arm> ARMS = List.of(Arm.values());

  @Test
  void of_everyRound_holdsEveryArmOnce() {
    for (int round = 0; round < 30; round++) {
      assertThat(RoundOrder.of(ARMS, round)).containsExactlyInAnyOrderElementsOf(ARMS);
    }
  }

  @Test
  void of_asManyRoundsAsArms_letsEveryArmBeFirstOnce() {
    assertThat(
            IntStream.range(0, ARMS.size()).mapToObj(r -> RoundOrder.of(ARMS, r).get(0)))
        .containsExactlyInAnyOrderElementsOf(ARMS);
  }

  @Test
  void of_twoCycles_changesWhoFollowsWhom() {
    var followers = new HashSet<Arm>();
    for (int round = 0; round < 2 * ARMS.size(); round++) {
      var order = RoundOrder.of(ARMS, round);
      int at = order.indexOf(Arm.STOCK_FULL);
      followers.add(order.get((at + 1) % order.size()));
    }
    assertThat(followers).hasSizeGreaterThan(1);
  }

  @Test
  void of_aNegativeRound_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> RoundOrder.of(ARMS, -1));
  }
}

package io.temper.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TierReasonTest {
  @Test
  void sentence_saysWhatLedToTheTier() {
    assertThat(new TierReason.ByDefault(Tier.LOW).sentence())
        .isEqualTo("Neither a priority nor a service class is known, which leads to low.");
    assertThat(new TierReason.ByAnnotation("temper.io/tier", Tier.HIGH).sentence())
        .isEqualTo("The annotation temper.io/tier asks for high.");
  }
}

package io.temper.testkit;

import static io.temper.testkit.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.temper.kernel.KernelChange;
import io.temper.kernel.KernelConfig;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tells the three kinds of change apart on any configuration. */
class KernelConfigsTest {
  @Test
  void between_anyConfigAndItself_isNone() {
    forAll(KernelConfigs.any(), Arbitrary.longs(1, Long.MAX_VALUE))
        .check((config, generation) -> assertThat(
                KernelChange.between(config, config.withGeneration(generation)))
            .isEqualTo(new KernelChange.None()));
  }

  @Test
  void between_membersOnly_listsTheWholeDifference() {
    forAll(KernelConfigs.any()).check(config -> {
      KernelConfig without = KernelConfigs.withoutMembers(config);
      if (!config.members().isEmpty()) {
        assertThat(KernelChange.between(without, config))
            .isEqualTo(new KernelChange.Members(config.members(), new TreeSet<>()));
      }
    });
  }

  @Test
  void between_otherSlices_isShape() {
    forAll(KernelConfigs.any()).check(config -> assertThat(
            KernelChange.between(config, KernelConfigs.withDoubledSlices(config)))
        .isEqualTo(new KernelChange.Shape()));
  }
}

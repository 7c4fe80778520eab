package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Feeds the reader with broken forms of a good file; each failure names its seed. */
class KubeletCpuStateFuzzTest {
  private static final int EXAMPLES = Integer.getInteger("FUZZ_EXAMPLES", 5_000);

  @Test
  void read_anyText_isUnderstoodOrRefused() {
    long seed = Long.getLong("FUZZ_SEED", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < EXAMPLES; i++) {
      StringBuilder text = new StringBuilder(KubeletCpuStateTest.STATIC);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) random.nextInt(128));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, "{\"[]},:9-".charAt(random.nextInt(9)));
        }
      }
      try {
        assertThat(KubeletCpuState.read("state", text.toString())).isNotNull();
      } catch (JsonFormatException e) {
        assertThat(e).hasMessageStartingWith("state");
      } catch (RuntimeException e) {
        throw new AssertionError("FUZZ_SEED " + seed + ": " + text, e);
      }
    }
  }
}

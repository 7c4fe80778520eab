package io.temper.runtime.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Feeds the checkpoint with broken forms of a good one; each failure names its seed. */
class UsageCheckpointFuzzTest {
  private static final int MUTATIONS = Integer.getInteger("FUZZ_EXAMPLES", 20_000);

  /** Somebody may write a wrong body with the right checksum. */
  @Test
  void decode_mutatedBodyWithRightChecksum_isUnderstoodOrRefused() {
    byte[] bytes = UsageCheckpoint.encode(KeptHistories.HISTORIES);
    int refused = 0;
    for (int seed = 0; seed < MUTATIONS; seed++) {
      byte[] mutated = mutate(bytes, new Random(seed));
      try {
        UsageCheckpoint.decode("kept", mutated).values().forEach(KeptHistories::recommend);
      } catch (CheckpointException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertThat((double) refused / MUTATIONS).as("share that is refused").isBetween(0.1, 0.95);
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    int body = UsageCheckpoint.HEAD_BYTES;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      mutated[body + random.nextInt(bytes.length - body)] = (byte) random.nextInt();
    }
    CRC32 crc = new CRC32();
    crc.update(mutated, body, mutated.length - body);
    ByteBuffer.wrap(mutated).putInt(body - Integer.BYTES, (int) crc.getValue());
    return mutated;
  }
}

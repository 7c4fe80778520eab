package io.temper.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Feeds the reader with broken forms of a good list. Whatever it gets, it returns a list or throws
 * an exception of ours that starts with the name of the text; each failure names its seed.
 */
class PodListReaderFuzzTest {
  private static final int MUTATIONS = Integer.getInteger("FUZZ_EXAMPLES", 1000);
  private static final byte[] NASTY =
      "{}[]\",:-\n\t'&*!|>#%@`\\0123456789eE+.~?<\u0000\u00e4".getBytes(StandardCharsets.UTF_8);

  /**
   * A list that was cut off is never used. JSON tells by its brackets; YAML by the missing kind of
   * the list, which kubectl prints last.
   */
  @ParameterizedTest
  @CsvSource({"pods.yaml, 'kind: List'", "pods.json, '}'"})
  void read_cutBeforeItsLastLines_isNeverAList(String resource, String last) {
    String text = TestPods.text(resource);
    byte[] whole = text.substring(0, text.lastIndexOf(last)).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += 29) {
      assertThat(read(Arrays.copyOf(whole, length), "cut at " + length)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pods.yaml", "pods.json"})
  void read_mutated_isNeverAnotherException(String resource) {
    byte[] whole = TestPods.text(resource).getBytes(StandardCharsets.UTF_8);
    for (int seed = 0; seed < MUTATIONS; seed++) {
      read(mutate(whole, new Random(seed)), "seed " + seed);
    }
  }

  private static byte[] mutate(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(1 + random.nextInt(40), bytes.length - at);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = NASTY[random.nextInt(NASTY.length)];
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes = remove(bytes, at, length);
        default ->
          System.arraycopy(bytes, random.nextInt(bytes.length - length), bytes, at, length);
      }
    }
    return bytes;
  }

  private static byte[] remove(byte[] bytes, int at, int length) {
    byte[] shorter = new byte[bytes.length - length];
    System.arraycopy(bytes, 0, shorter, 0, at);
    System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
    return shorter;
  }

  /** Returns whether the text was read as a list. */
  private static boolean read(byte[] text, String what) {
    try {
      PodListReader.read("p", new ByteArrayInputStream(text));
      return true;
    } catch (TemperException e) {
      assertThat(e.getMessage()).as(what).containsPattern("^(p:|\\d+ pods of the list)");
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }
}

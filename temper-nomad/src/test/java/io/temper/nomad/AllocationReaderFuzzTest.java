package io.temper.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.TemperException;
import io.temper.testkit.fuzz.FuzzCorpus;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever an answer holds, it is read or refused by its name. */
@Timeout(120)
class AllocationReaderFuzzTest {
  private static final int EXAMPLES = 1000;

  @Test
  void readAllocations_anyText_isUnderstoodOrRefused() {
    FuzzCorpus.of(Fixtures.text("allocations.json"))
        .check(EXAMPLES, text -> understands(AllocationReaderFuzzTest::usable, text));
  }

  @Test
  void readNode_anyText_isUnderstoodOrRefused() {
    FuzzCorpus node = FuzzCorpus.of(Fixtures.text("node.json"));
    node.check(EXAMPLES, text -> understands(NodeReader::read, text));
    node.checkCut(text -> understands(NodeReader::read, text));
  }

  @Test
  void readSelf_anyText_isUnderstoodOrRefused() {
    FuzzCorpus.of(Fixtures.text("self.json"))
        .check(EXAMPLES, text -> understands(NodeReader::readSelf, text));
  }

  /** A list that was cut off is never used. */
  @Test
  void readAllocations_cutBeforeItsEnd_isNeverAList() {
    String text = Fixtures.text("allocations.json");
    byte[] whole = text.substring(0, text.lastIndexOf(']')).getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += 29) {
      assertThat(understands(AllocationReader::read, Arrays.copyOf(whole, length)))
          .as("cut at %d", length)
          .isFalse();
    }
  }

  /** What was read makes workloads, too. */
  private static AllocationList usable(String source, InputStream text) {
    AllocationList all = AllocationReader.read(source, text);
    all.tasks().forEach(task -> {
      assertThat(task.workload(new CpuSpeed(1, 65_536), "temper.io/")).isNotNull();
      assertThat(task.cgroupCandidates()).hasSizeLessThan(2);
    });
    return all;
  }

  private static boolean understands(BiFunction<String, InputStream, ?> reader, byte[] text) {
    try {
      assertThat(reader.apply("n", new ByteArrayInputStream(text))).isNotNull();
      return true;
    } catch (TemperException e) {
      assertThat(e.getMessage()).startsWith("n: not what Nomad answers: ");
      return false;
    }
  }
}

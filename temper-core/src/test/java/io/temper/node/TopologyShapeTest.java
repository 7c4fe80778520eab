package io.temper.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyShapeTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "1c, 1s1n1l1c1t",
    "4c8t, 1s1n1l4c8t",
    "' 4c8t ', 1s1n1l4c8t",
    "2s16c32t, 2s2n2l16c32t",
    "1s2n8l64c128t, 1s2n8l64c128t",
    "4l16c, 1s1n4l16c16t",
  })
  void parse_shortForm_fillsWhatIsLeftOut(String text, String full) {
    assertThat(TopologyShape.parse(text)).hasToString(full);
    assertThat(TopologyShape.parse(full)).hasToString(full);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', such as 4c8t",
    "banana, such as 4c8t",
    "8t, such as 4c8t",
    "8t4c, such as 4c8t",
    "-4c, such as 4c8t",
    "999999c, such as 4c8t",
    "4c6t, threads (6) must be a positive multiple of the cores (4)",
    "4c2t, threads (2) must be a positive multiple of the cores (4)",
    "3s4c, cores (4) must be a positive multiple of the LLCs (3)",
    "2s1n4c, NUMA nodes (1) must be a positive multiple of the sockets (2)",
    "0c, cores (0) must be a positive multiple",
    "0s4c, sockets (0) must be a positive multiple of 1",
    "8193c, 'too many threads: 8193, Linux numbers at most 8192'",
  })
  void parse_anythingElse_isRefusedWithTextAndReason(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TopologyShape.parse(text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining(why);
  }

  @Test
  void toTopology_numbersSecondThreadsAfterAllFirst() {
    NodeTopology node = NodeTopology.parse("2s4c8t");
    assertThat(node.cores().stream().map(core -> core.cpus().toString()))
        .containsExactly("0,4", "1,5", "2,6", "3,7");
    assertThat(node.caches().stream().map(cache -> cache.cpus().toString()))
        .containsExactly("0-1,4-5", "2-3,6-7");
    assertThat(node.socketCount()).isEqualTo(2);
    assertThat(node.numaNodes().stream().map(NumaNode::id)).containsExactly(0, 1);
  }
}

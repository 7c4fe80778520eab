package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.node.NodeTopology;
import io.temper.testkit.fuzz.FuzzCorpus;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a document holds, it is understood or refused with its name. */
@Timeout(120)
class JsonFuzzTest {
  private static final int EXAMPLES = 3000;

  @Test
  void plan_anyText_isUnderstoodOrRefused() {
    FuzzCorpus.of(PlanJson.write(SamplePlan.PLAN))
        .check(EXAMPLES, text -> understands(PlanJson::read, text));
  }

  @Test
  void keptPlan_anyText_isUnderstoodOrRefused() {
    FuzzCorpus.of(PlanCheckpoint.write(SamplePlan.PLAN))
        .check(EXAMPLES, text -> understands(PlanCheckpoint::read, text));
  }

  @Test
  void topology_anyText_isUnderstoodOrRefused() {
    FuzzCorpus.of(TopologyJson.write(NodeTopology.parse("2n4l16c")))
        .check(EXAMPLES, text -> understands(TopologyJson::read, text));
  }

  private static boolean understands(BiFunction<String, String, ?> reader, byte[] text) {
    try {
      assertThat(reader.apply("f.json", new String(text, StandardCharsets.UTF_8)))
          .isNotNull();
      return true;
    } catch (JsonFormatException e) {
      assertThat(e.getMessage()).startsWith("f.json").contains("; ");
      return false;
    }
  }
}

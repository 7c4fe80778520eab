package io.temper.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.node.Cpu;
import io.temper.node.CpuSet;
import io.temper.node.NodeTopology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyJsonTest {
  private static final String HEAD =
      "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"NodeTopology\",";

  @ParameterizedTest
  @ValueSource(strings = {"1c", "4c8t", "2s16c32t", "1s2n8l64c128t"})
  void read_whatWasWritten_isTheSame(String shape) {
    NodeTopology topology = NodeTopology.parse(shape);

    assertThat(TopologyJson.read("t.json", TopologyJson.write(topology))).isEqualTo(topology);
  }

  @Test
  void read_sparseHybridAndOfflineCpus_keepsThem() {
    CpuSet pair = CpuSet.of(2, 9);
    NodeTopology topology = NodeTopology.of(
        List.of(new Cpu(2, pair, pair, 1, 3, 1024), new Cpu(9, pair, pair, 1, 3, 512)),
        CpuSet.parse("0-1,4"));

    assertThat(TopologyJson.read("t.json", TopologyJson.write(topology))).isEqualTo(topology);
  }

  @Test
  void write_smallMachine_isTheGoldenText() {
    String golden = """
        {
          "apiVersion": "temper.io/v1",
          "kind": "NodeTopology",
          "cpus": [
            {
              "id": 0,
              "siblings": "0-1",
              "cache": "0-1",
              "numaNode": 0,
              "socket": 0,
              "capacity": 1024
            },
            {
              "id": 1,
              "siblings": "0-1",
              "cache": "0-1",
              "numaNode": 0,
              "socket": 0,
              "capacity": 1024
            }
          ]
        }
        """;

    assertThat(TopologyJson.write(NodeTopology.parse("1c2t"))).isEqualTo(golden);
  }

  @Test
  void read_shape_isThatMachine() {
    assertThat(TopologyJson.read("t.json", HEAD + "\"shape\": \"4c8t\"}"))
        .isEqualTo(NodeTopology.parse("4c8t"));
  }

  @Test
  void read_onlyIds_areCoresOfOneCachePerSocket() {
    String cpus = "\"cpus\": [{\"id\": 0}, {\"id\": 1}, {\"id\": 5, \"socket\": 1}]}";

    NodeTopology read = TopologyJson.read("t.json", HEAD + cpus);

    assertThat(read.cores()).hasSize(3);
    assertThat(read.caches())
        .extracting(cache -> cache.cpus().toString())
        .containsExactly("0-1", "5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                            | t.json:1: | the text ends too early",
        "[]                                           | t.json:1:1: | expected a JSON object",
        "{}                                           | t.json: | kind 'null'",
        "{\"apiVersion\": \"temper.io/v1\", \"kind\": \"Pod\", \"shape\": \"1c\"} | t.json: | kind 'Pod'",
        "HEAD \"cores\": 4}                           | t.json:1: | there is no field 'cores'",
        "HEAD \"offline\": \"\"}                      | t.json: | neither shape nor cpus",
        "HEAD \"shape\": \"1c\", \"cpus\": []}        | t.json: | both shape and cpus",
        "HEAD \"shape\": \"4c7t\"}                    | t.json:1: | multiple",
        "HEAD \"shape\": 4}                           | t.json:1: | expected text",
        "HEAD \"cpus\": []}                           | t.json: | at least one online CPU",
        "HEAD \"cpus\": [4]}                          | t.json:1: | a CPU as an object",
        "HEAD \"cpus\": [{\"socket\": 0}]}            | t.json:1: | no id",
        "HEAD \"cpus\": [{\"id\": -1}]}               | t.json:1: | not a CPU number",
        "HEAD \"cpus\": [{\"id\": 1.5}]}              | t.json:1: | id",
        "HEAD \"cpus\": [{\"id\": 0, \"ide\": 0}]}    | t.json:1: | no field 'ide'",
        "HEAD \"cpus\": [{\"id\": 0, \"id\": 0}]}     | t.json:1: | Duplicate",
        "HEAD \"cpus\": [{\"id\": 0}, {\"id\": 0}]}   | t.json: | CPU 0 is described twice",
        "HEAD \"cpus\": [{\"id\": 0}], \"offline\": \"0\"} | t.json: | both online and offline",
        "HEAD \"cpus\": [{\"id\": 0, \"siblings\": \"0-\"}]} | t.json:1: | siblings is not a CPU list",
        "HEAD \"cpus\": [{\"id\": 0, \"siblings\": \"1\"}]} | t.json:1: | lack itself",
        "HEAD \"cpus\": [{\"id\": 0, \"siblings\": \"0-1\"}, {\"id\": 1}]} | t.json: | different siblings",
        "HEAD \"cpus\": [{\"id\": 0, \"cache\": \"0,7\"}]} | t.json: | CPU 7",
        "HEAD \"cpus\": [{\"id\": 0, \"capacity\": 9999}]} | t.json:1: | capacity",
        "HEAD \"shape\": \"1c\"} x                    | t.json:1: | Unrecognized token"
      })
  void read_wrongDocument_namesPlaceAndFault(String text, String place, String problem) {
    String json = text.replace("HEAD", HEAD);

    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> TopologyJson.read("t.json", json))
        .withMessageStartingWith(place)
        .withMessageContaining(problem)
        .withMessageContaining("; ");
  }

  @Test
  void read_faultInThirdLine_namesLineAndColumn() {
    String json = HEAD + "\n \"cpus\": [\n  {\"id\": 0, \"siblings\": \"zero\"}]}";

    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> TopologyJson.read("t.json", json))
        .satisfies(e -> assertThat(e.line()).isEqualTo(3))
        .satisfies(e -> assertThat(e.column()).isEqualTo(3))
        .satisfies(e -> assertThat(e.source()).isEqualTo("t.json"));
  }

  @Test
  void read_file_readsIt(@TempDir Path directory) throws java.io.IOException {
    Path file = directory.resolve("t.json");
    Files.writeString(file, TopologyJson.write(NodeTopology.parse("2c4t")));

    assertThat(TopologyJson.read(file)).isEqualTo(NodeTopology.parse("2c4t"));
  }

  @Test
  void read_missingFile_namesIt(@TempDir Path directory) {
    Path file = directory.resolve("none.json");

    assertThatExceptionOfType(JsonFormatException.class)
        .isThrownBy(() -> TopologyJson.read(file))
        .withMessageStartingWith(file.toString());
  }
}

package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {
  @Test
  void parse_bytesAsTheCpuStoresThem() {
    String dump = """
        [{"key":["0x2a","0x01","0x00","0x00","0x00","0x00","0x00","0x00"],
          "value":["0x2a","0x01","0x00","0x00","0x00","0x00","0x00","0x00",
                   "0x03","0x00","0x00","0x00","0x00","0x00","0x00","0x00"],
          "formatted":{"key":298,"value":{"cgroup_id":298,"layer":3}}},
         {"key":["0x00","0x00","0x00","0x00","0x01","0x00","0x00","0x00"],
          "value":["0x00","0x00","0x00","0x00","0x01","0x00","0x00","0x00",
                   "0x00","0x01","0x00","0x00","0x00","0x00","0x00","0x00"]}]
        """;
    assertThat(Membership.parse(dump)).isEqualTo(Map.of(298L, 3, 1L << 32, 256));
  }

  @ParameterizedTest
  @CsvSource({"7, 12", "12, 7", "99, 100"})
  void live_ofTwoMaps_isTheOneMadeLast(int one, int other) {
    String list = "[" + map(3, "temper_config", 4, 16) + "," + map(one, "temper_members", 8, 16)
        + "," + map(other, "temper_members", 8, 16) + "," + map(200, "others", 8, 16) + ","
        + "{\"id\":201,\"type\":\"array\"}]";

    assertThat(Membership.live(list)).hasValue(Math.max(one, other));
  }

  @Test
  void live_withoutScheduler_isNone() {
    assertThat(Membership.live("[" + map(200, "others", 8, 16) + "]")).isEmpty();
    assertThat(Membership.live("[]")).isEmpty();
  }

  private static String map(int id, String name, int key, int value) {
    return "{\"id\":" + id + ",\"type\":\"hash\",\"name\":\"" + name
        + "\",\"flags\":1,\"bytes_key\":" + key + ",\"bytes_value\":" + value
        + ",\"max_entries\":256}";
  }

  @Test
  void parse_emptyMap_isNoMember() {
    assertThat(Membership.parse("[]")).isEmpty();
  }
}

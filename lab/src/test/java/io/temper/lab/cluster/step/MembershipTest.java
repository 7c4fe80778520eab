package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

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

  @Test
  void parse_emptyMap_isNoMember() {
    assertThat(Membership.parse("[]")).isEmpty();
  }
}

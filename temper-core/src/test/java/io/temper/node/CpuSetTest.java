package io.temper.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuSetTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''           | ''",
        "' \n'        | ''",
        "0            | 0",
        "0-3,8        | 0-3,8",
        "8,0-1,2,3    | 0-3,8",
        "1,1,1        | 1",
        "62-65        | 62-65",
        "0,2,4        | 0,2,4",
        "'0-3\n'      | 0-3",
        "8190-8191    | 8190-8191",
        "007          | 7",
      })
  void parse_listFormat_printsItInShortestForm(String list, String expected) {
    assertThat(CpuSet.parse(list)).hasToString(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "3-1          | 3-1      | backwards",
        "0,,2         | ''       | numbers and ranges",
        "0,           | ''       | numbers and ranges",
        "-1           | -1       | numbers and ranges",
        "0x3          | 0x3      | numbers and ranges",
        "0 1          | 0 1      | numbers and ranges",
        "0-31:2/16    | 0-31:2/16 | numbers and ranges",
        "0-8192       | 0-8192   | 8191",
        "9999999999   | 9999999999 | numbers and ranges",
      })
  void parse_anythingElse_isRefusedWithThePart(String list, String part, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuSet.parse(list))
        .withMessageContaining("'" + list + "'")
        .withMessageContaining("'" + part + "'")
        .withMessageContaining(why);
  }

  @Test
  void algebra_acrossWords_matchesSets() {
    CpuSet low = CpuSet.range(0, 70);
    CpuSet high = CpuSet.range(60, 130);
    assertThat(low.union(high)).isEqualTo(CpuSet.range(0, 130));
    assertThat(low.intersect(high)).isEqualTo(CpuSet.range(60, 70));
    assertThat(low.minus(high)).isEqualTo(CpuSet.range(0, 59));
    assertThat(low.intersects(high)).isTrue();
    assertThat(low.intersects(CpuSet.of(200))).isFalse();
    assertThat(low.containsAll(CpuSet.of(0, 70))).isTrue();
    assertThat(low.containsAll(CpuSet.of(0, 71))).isFalse();
    assertThat(low.containsAll(CpuSet.empty())).isTrue();
    assertThat(CpuSet.unionOf(List.of(low, high, CpuSet.of(300))).size()).isEqualTo(132);
  }

  @Test
  void minus_ofTheHighWords_equalsTheSetThatNeverHadThem() {
    assertThat(CpuSet.range(0, 200).minus(CpuSet.range(10, 200)))
        .isEqualTo(CpuSet.range(0, 9))
        .hasSameHashCodeAs(CpuSet.range(0, 9));
  }

  @Test
  void contains_ofAnyNumber_answers() {
    CpuSet set = CpuSet.of(0, 64);
    assertThat(set.contains(0)).isTrue();
    assertThat(set.contains(64)).isTrue();
    assertThat(set.contains(63)).isFalse();
    assertThat(set.contains(-1)).isFalse();
    assertThat(set.contains(Integer.MAX_VALUE)).isFalse();
  }

  @Test
  void toWords_isACopyInNumberOrder() {
    CpuSet set = CpuSet.of(0, 65);
    set.toWords()[0] = 0;
    assertThat(set.toWords()).containsExactly(1L, 2L);
    assertThat(CpuSet.empty().toWords()).isEmpty();
  }

  @Test
  void first_ofEmpty_isRefused() {
    assertThat(CpuSet.of(9, 3).first()).isEqualTo(3);
    assertThatIllegalStateException().isThrownBy(() -> CpuSet.empty().first());
  }

  @Test
  void of_numberOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuSet.of(-1))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuSet.of(CpuSet.MAX_ID + 1))
        .withMessageContaining("8192");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CpuSet.range(3, 2))
        .withMessageContaining("3-2");
  }
}

package io.temper.lab.cluster.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.lab.cluster.step.LayerTrace.Join;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LayerTraceTest {
  private static String at(int millis, String event) {
    return String.format(
        Locale.ROOT,
        "  kubelet-345  [001] ...1. %d.%03d000: %s",
        millis / 1000,
        millis % 1000,
        event);
  }

  private static String pod(int millis, int id) {
    return at(
        millis, "cgroup_mkdir: root=0 id=" + id + " level=3 path=/kubepods/burstable/pod5c-" + id);
  }

  private static String member(int millis, int id) {
    return at(millis, "member: (htab_map_update_elem+0x0/0x3b0) key=" + id);
  }

  private static String gone(int millis, int id) {
    return at(
        millis, "cgroup_rmdir: root=0 id=" + id + " level=3 path=/kubepods/burstable/pod5c-" + id);
  }

  private static Join join(int whole, int still) {
    return new Join(Duration.ofMillis(whole), Duration.ofMillis(still));
  }

  @Test
  void parse_podAndItsFirstMembership_areAJoin() {
    LayerTrace trace = LayerTrace.parse(List.of(
        "# tracer: nop",
        pod(1_950, 70),
        at(1_960, "cgroup_mkdir: root=0 id=71 level=4 path=/kubepods/burstable/pod5c-70/abc"),
        at(1_970, "cgroup_mkdir: root=0 id=72 level=2 path=/system.slice/x.service"),
        member(2_030, 9),
        member(2_040, 71),
        member(2_050, 70),
        member(2_900, 70)));

    assertThat(trace.joins()).containsExactly(join(100, 0));
  }

  /** Two CPUs may stand still at once, so only the one that did for longer counts. */
  @Test
  void parse_pausesWithinAJoin_areThoseOfTheCpuThatStoodStillLongest() {
    LayerTrace trace = LayerTrace.parse(List.of(
        pod(1_000, 70),
        at(1_030, "tracing_mark_write: pause 0 50000"),
        at(1_200, "tracing_mark_write: pause 1 60000"),
        at(1_300, "tracing_mark_write: pause 0 70000"),
        member(1_400, 70),
        at(1_600, "tracing_mark_write: pause 0 100000")));

    assertThat(trace.joins()).containsExactly(join(400, 100));
    assertThat(trace.p99()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void p99_ofManyJoins_leavesOneInAHundredOut() {
    assertThat(joined(200).p99()).isEqualTo(Duration.ofMillis(198));
    assertThat(joined(20).p99()).isEqualTo(Duration.ofMillis(20));
  }

  private static LayerTrace joined(int most) {
    List<Join> joins = new ArrayList<>();
    for (int i = 1; i <= most; i++) {
      joins.add(join(i, 0));
    }
    return new LayerTrace(joins, List.of());
  }

  @Test
  void require_allInTime_passes() {
    joined(200).require(Duration.ofMillis(198), 200);
  }

  @Test
  void require_oneInAHundredLater_isAFailure() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> joined(200).require(Duration.ofMillis(197), 1))
        .withMessageContaining("later than 197 ms");
  }

  @Test
  void require_fewerThanThereWere_isAFailure() {
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> joined(19).require(Duration.ofSeconds(1), 20))
        .withMessageContaining("only 19 were seen");
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> LayerTrace.parse(List.of()).require(Duration.ofSeconds(1), 0))
        .withMessageContaining("only 0 were seen");
  }

  /** One that joined in time says nothing of another that never did. */
  @Test
  void require_groupThatWasThereForLongAndNeverJoined_isAFailure() {
    LayerTrace trace = LayerTrace.parse(List.of(
        pod(1_000, 70),
        member(1_010, 70),
        pod(1_000, 71),
        pod(1_050, 72),
        gone(1_260, 71),
        gone(1_290, 72)));

    assertThat(trace.missed()).containsExactly(Duration.ofMillis(260), Duration.ofMillis(240));
    trace.require(Duration.ofMillis(260), 1);
    assertThatExceptionOfType(StepFailure.class)
        .isThrownBy(() -> trace.require(Duration.ofMillis(250), 1))
        .withMessageContaining("in no layer");
  }

  @Test
  void parse_groupThatIsStillThere_countsUntilTheLastEvent() {
    LayerTrace trace = LayerTrace.parse(
        List.of(pod(1_000, 71), at(1_400, "tracing_mark_write: pause 0 100000"), member(1_500, 9)));

    assertThat(trace.missed()).containsExactly(Duration.ofMillis(400));
  }

  /** With a membership it had one, whatever becomes of the group. */
  @Test
  void parse_groupThatGoesAfterItsJoin_wasNotMissed() {
    LayerTrace trace =
        LayerTrace.parse(List.of(pod(1_000, 70), member(1_010, 70), gone(5_000, 70)));

    assertThat(trace.missed()).isEmpty();
    assertThat(trace.joins()).hasSize(1);
  }

  @Test
  void toString_tellsBothTimes() {
    assertThat(new LayerTrace(List.of(join(120, 20), join(480, 0), join(300, 0)), List.of()))
        .hasToString("cgroup → layer 120 / 300 / 480 ms (min / median / max, n 3); without what the"
            + " machine stood still 100 / 300 / 480 ms (min / median / max, n 3)");
  }
}

package io.temper.agent.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.agent.StatusReport;
import io.temper.agent.report.agent.StatusReport.Agent;
import io.temper.agent.report.agent.StatusReport.Source;
import io.temper.agent.report.agent.StatusReport.State;
import io.temper.agent.report.agent.StatusReport.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {
  private static final Duration WELL = Duration.ofMillis(100);
  private static final Duration HUNG = Duration.ofSeconds(30);
  private static final long SECOND = 1_000_000_000L;

  private final Notices notices = new Notices(new Watchdog(Duration.ofSeconds(60)));

  @Test
  void start_isNotReadyBeforeAStateIsDecided() {
    assertThat(notices.due(report("idle", "not known yet: workloads", null), WELL, 0))
        .contains("STATUS=idle: not known yet: workloads")
        .doesNotContain("READY=1");
  }

  @Test
  void start_sourceThatFails_isReadyAllTheSame() {
    assertThat(notices.due(report("idle", "no file", "no file"), WELL, 0)).contains("READY=1");
  }

  @Test
  void firstState_isReadyOnce() {
    var report = report("observing", "as was asked for", null);
    assertThat(tell(report, WELL, 0))
        .containsExactly("READY=1", "STATUS=observing: as was asked for", "WATCHDOG=1");
    assertThat(tell(report, WELL, SECOND)).isEmpty();
    assertThat(tell(report("enforcing", "plan", null), WELL, 2 * SECOND))
        .containsExactly("STATUS=enforcing: plan");
  }

  @Test
  void messageThatWasNotTaken_isDueAgain() {
    var report = report("observing", "x", null);
    var first = notices.due(report, WELL, 0);
    assertThat(notices.due(report, WELL, 1)).isEqualTo(first);
  }

  @Test
  void watchdog_isToldFourTimesWithinItsTimeout() {
    var report = report("observing", "x", null);
    tell(report, WELL, 0);
    assertThat(tell(report, WELL, 14 * SECOND)).isEmpty();
    assertThat(tell(report, WELL, 15 * SECOND)).containsExactly("WATCHDOG=1");
    assertThat(tell(report, WELL, 29 * SECOND)).isEmpty();
  }

  @Test
  void loopThatHangs_isNotSaidToBeAlive() {
    var report = report("enforcing", "x", null);
    tell(report, WELL, 0);
    assertThat(tell(report, HUNG, 20 * SECOND)).isEmpty();
    assertThat(tell(report, WELL, 21 * SECOND)).containsExactly("WATCHDOG=1");
  }

  @Test
  void noWatchdog_isToldNothingOfLife() {
    var quiet = new Notices(null);
    assertThat(quiet.due(report("enforcing", "x", null), WELL, 0)).doesNotContain("WATCHDOG=1");
  }

  @Test
  void reasonOfManyLines_isOneLine() {
    assertThat(notices.due(report("refused", "a\nREADY=1\r\nb", null), WELL, 0))
        .contains("STATUS=refused: a READY=1 b");
  }

  @ParameterizedTest
  @CsvSource({"0, 7", "-1, 7", "word, 7", "'', 7", "9223372036854775807, 7", "5000000, 8"})
  void watchdog_thatIsNoneOrAnothers_isNone(String micros, String pid) {
    assertThat(Watchdog.of(Map.of("WATCHDOG_USEC", micros, "WATCHDOG_PID", pid), 7))
        .isEmpty();
    assertThat(Watchdog.of(Map.of(), 7)).isEmpty();
  }

  @Test
  void watchdog_ofThisProcessOrOfWhicheverItIs_counts() {
    var expected = new Watchdog(Duration.ofSeconds(5));
    assertThat(Watchdog.of(Map.of("WATCHDOG_USEC", "5000000", "WATCHDOG_PID", "7"), 7))
        .contains(expected);
    assertThat(Watchdog.of(Map.of("WATCHDOG_USEC", "5000000"), 7)).contains(expected);
  }

  private List<String> tell(StatusReport report, Duration loopAge, long now) {
    var lines = notices.due(report, loopAge, now);
    notices.told(lines, now);
    return lines;
  }

  static StatusReport report(String state, String reason, @Nullable String problem) {
    return new StatusReport(
        new Agent("1", 7, Instant.EPOCH, "a test"),
        new State(state, Instant.EPOCH, reason, "next"),
        new Work(0, 0, 0, 0, 0),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Source("workloads", problem)),
        null);
  }
}

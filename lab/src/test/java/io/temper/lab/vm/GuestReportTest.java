package io.temper.lab.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuestReportTest {
  @Test
  void parse_wholeRun_hasTheExitCode() {
    GuestReport report = GuestReport.parse(List.of("ready", "exit 137"));
    assertThat(report.ready()).isTrue();
    assertThat(report.over()).isTrue();
    assertThat(report.exitCode()).hasValue(137);
  }

  @Test
  void parse_nothingYet_isNotOver() {
    assertThat(GuestReport.parse(List.of("")).over()).isFalse();
    assertThat(GuestReport.parse(List.of("ready")).over()).isFalse();
  }

  @Test
  void parse_timers_areWaitedForUntilTheCommandStarts() {
    assertThat(GuestReport.parse(List.of()).provingTimers()).isFalse();
    assertThat(GuestReport.parse(List.of("timers")).provingTimers()).isTrue();
    assertThat(GuestReport.parse(List.of("timers", "ready")).provingTimers()).isFalse();
  }

  @Test
  void parse_failure_isOverWithoutExitCode() {
    GuestReport report = GuestReport.parse(List.of("fail unpacking the payload"));
    assertThat(report.over()).isTrue();
    assertThat(report.failure()).contains("unpacking the payload");
    assertThat(report.exitCode()).isEmpty();
  }

  @Test
  void parse_unknownLines_arePassedOver() {
    assertThat(GuestReport.parse(List.of("exit", "exit now", "hello")).over()).isFalse();
  }
}

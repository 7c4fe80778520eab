package io.temper.agent.report.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.report.observe.ThreadsReport.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadsReportTest {

  private static List<Integer> tids(ThreadsReport report) {
    return report.rows().stream().map(row -> row.seen().thread().tid()).toList();
  }

  @Test
  void between_thoseThatWaitedLongest_areFirst() {
    assertThat(tids(SampleThreads.report())).containsExactly(10, 11, 12);
  }

  @Test
  void between_threadsThatCameOrWent_areCountedButNotShown() {
    assertThat(SampleThreads.report().total()).isEqualTo(4);
    assertThat(tids(SampleThreads.report())).doesNotContain(13, 14);
  }

  @Test
  void between_watchedThread_hasTheNumbersOfTheScheduler() {
    Row row = SampleThreads.report().rows().get(0);
    assertThat(row.waitNanos()).isEqualTo(500_000_000);
    assertThat(row.turns()).isEqualTo(50);
    assertThat(row.besideBusySibling()).hasValue(20);
    assertThat(row.migrations()).hasValue(4);
  }

  @Test
  void between_otherThread_hasTheNumbersOfProcAndNoSibling() {
    Row row = SampleThreads.report().rows().get(1);
    assertThat(row.runNanos()).isEqualTo(400_000_000);
    assertThat(row.besideBusySibling()).isEmpty();
    assertThat(row.migrations()).hasValue(30);
  }

  @Test
  void between_watchThatBeganAnew_fallsBackToProc() {
    var report =
        ThreadsReport.between(SampleThreads.after(2), SampleThreads.after(1), 20, List.of());
    assertThat(report.rows()).allMatch(row -> row.besideBusySibling().isEmpty());
    assertThat(report.rows()).allMatch(row -> row.waitNanos() == 0);
  }

  @Test
  void between_top_isTheMost() {
    var report =
        ThreadsReport.between(SampleThreads.after(0), SampleThreads.after(1), 1, List.of());
    assertThat(tids(report)).containsExactly(10);
    assertThat(report.total()).isEqualTo(4);
  }
}

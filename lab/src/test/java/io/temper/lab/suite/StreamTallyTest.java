package io.temper.lab.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTallyTest {
  @Test
  void ofDeadGuest_runningTest_countsAsFailed() {
    var seen = new ArrayList<String>();
    var tally = new StreamTally(seen::add);
    var lines =
        List.of("[started] A > a", "[passed] A > a", "noise", "[skipped] A > b", "[started] A > c");
    lines.forEach(tally);
    assertThat(tally.ofDeadGuest()).isEqualTo(new Tally(1, 1, 1));
    assertThat(seen).isEqualTo(lines);
  }

  @Test
  void ofDeadGuest_nothingStarted_isStillAFailure() {
    assertThat(new StreamTally(line -> {}).ofDeadGuest()).isEqualTo(new Tally(0, 1, 0));
  }

  @Test
  void toString_isTheClosingLine() {
    assertThat(new Tally(12, 0, 3)).hasToString("12 passed, 0 failed, 3 skipped");
  }

  @Test
  void successful_needsATestThatPassed() {
    assertThat(Tally.NONE.successful()).isFalse();
    assertThat(new Tally(0, 0, 5).successful()).isFalse();
    assertThat(new Tally(5, 1, 0).successful()).isFalse();
    assertThat(new Tally(1, 0, 0).successful()).isTrue();
  }

  @Test
  void read_reports_addsFailuresAndErrors(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("TEST-a.xml"),
        "<testsuite name='a' tests='7' skipped='1' failures='2' errors='1'/>");
    Files.writeString(
        folder.resolve("TEST-b.xml"),
        "<testsuite name='b' tests='2' skipped='0' failures='0' errors='0'/>");
    Files.writeString(folder.resolve("other.xml"), "no report");
    assertThat(JUnitReports.read(folder)).isEqualTo(new Tally(5, 3, 1));
  }

  @Test
  void read_noReport_isNone(@TempDir Path folder) {
    assertThat(JUnitReports.read(folder)).isEqualTo(Tally.NONE);
  }
}

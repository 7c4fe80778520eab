package io.temper.agent.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.text.TextStyle;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  @Test
  void result_onATerminal() {
    GoldenFiles.assertMatches(
        "result.txt",
        String.join("\n", ReportText.result(SampleReports.full(), TextStyle.UNICODE)) + "\n");
  }

  @Test
  void result_inAscii_holdsNothingElse() {
    String text =
        String.join("\n", ReportText.result(SampleReports.full(), TextStyle.ASCII)) + "\n";
    assertThat(text).matches("[\\x20-\\x7e\\n]*");
    GoldenFiles.assertMatches("result-ascii.txt", text);
  }

  @Test
  void plan_onATerminal() {
    GoldenFiles.assertMatches(
        "plan.txt",
        String.join("\n", ReportText.plan(SampleReports.plan(), TextStyle.UNICODE)) + "\n");
  }

  @Test
  void bar_isAsLongAsItsShare() {
    assertThat(TextBar.of(1, 10, true)).isEqualTo("██████████");
    assertThat(TextBar.of(0.25, 10, true)).isEqualTo("██▌");
    assertThat(TextBar.of(0.0001, 10, true)).isEqualTo("▏");
    assertThat(TextBar.of(0, 10, true)).isEmpty();
    assertThat(TextBar.of(0.5, 10, false)).isEqualTo("#####");
  }
}

package io.temper.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.Golden;
import io.temper.agent.report.agent.SampleStatus;
import io.temper.agent.report.doctor.DoctorReport;
import io.temper.agent.report.doctor.SampleBundle;
import io.temper.agent.report.explain.SampleExplanation;
import io.temper.agent.report.observe.LayersReport;
import io.temper.agent.report.observe.SampleLayers;
import io.temper.agent.report.observe.SampleThreads;
import io.temper.bpf.Check;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {

  static final DoctorReport DOCTOR = new DoctorReport(List.of(
      Check.supported("kernel-version", "kernel 6.18.2"),
      Check.unsupported("sched-ext", "this kernel was built without it", "boot one with it"),
      Check.unknown("lockdown", "securityfs is not mounted", "mount it"),
      Check.advice("isolated-cpus", "CPUs 2-3 are isolated", "boot without isolcpus")));

  @Test
  void plan_unicode() {
    Golden.assertMatches("text/plan.txt", PlanText.lines(SampleReports.plan(), TextStyle.UNICODE));
  }

  @Test
  void plan_ascii() {
    Golden.assertMatches(
        "text/plan-ascii.txt", PlanText.lines(SampleReports.plan(), TextStyle.ASCII));
  }

  @Test
  void plan_noPodOnANode_saysSo() {
    Golden.assertMatches(
        "text/plan-nothing.txt", PlanText.lines(SampleReports.nothing(), TextStyle.UNICODE));
  }

  @Test
  void explain_unicode() {
    Golden.assertMatches(
        "text/explain.txt", ExplainText.lines(SampleReports.explanation(), TextStyle.UNICODE));
  }

  @Test
  void explain_process_movesNoCursor() {
    Golden.assertMatches(
        "text/explain-process.txt",
        CgroupExplanationText.lines(SampleExplanation.ofAProcess(), TextStyle.UNICODE));
  }

  @Test
  void explain_groupThatNothingNames_hasTheRemedy() {
    Golden.assertMatches(
        "text/explain-nothing.txt",
        CgroupExplanationText.lines(SampleExplanation.ofNothing(), TextStyle.ASCII));
  }

  @Test
  void explain_onTheStockScheduler_saysWhy() {
    Golden.assertMatches(
        "text/explain-stock.txt",
        CgroupExplanationText.lines(SampleExplanation.onTheStockScheduler(), TextStyle.UNICODE));
  }

  @Test
  void bundle_namesWhatIsMissing() {
    Golden.assertMatches(
        "text/bundle.txt",
        BundleText.lines(Path.of("/tmp/node.zip"), SampleBundle.manifest(), TextStyle.UNICODE));
  }

  @Test
  void status_enforcing() {
    Golden.assertMatches(
        "text/status.txt",
        StatusText.lines(SampleStatus.enforcing(), SampleStatus.NOW, TextStyle.UNICODE));
  }

  @Test
  void status_inSafeMode_namesEverythingThatIsAmissAndMovesNoCursor() {
    Golden.assertMatches(
        "text/status-safe-mode.txt",
        StatusText.lines(SampleStatus.inSafeMode(), SampleStatus.NOW, TextStyle.ASCII));
  }

  @Test
  void layers_unicode() {
    Golden.assertMatches(
        "text/layers.txt", LayersText.lines(SampleLayers.report(), TextStyle.UNICODE));
  }

  @Test
  void layers_withoutCeilings_haveNoColumnsForThem() {
    var report = SampleLayers.report();
    var rows = report.rows().stream()
        .map(row -> new LayersReport.Row(row.layer().withCeilingMillis(0), row.did()))
        .toList();
    var uncapped = new LayersReport(
        report.generation(), report.cpus(), report.interval(), rows, report.delays());
    assertThat(LayersText.lines(uncapped, TextStyle.ASCII))
        .noneMatch(line -> line.contains("CEILING") || line.contains("not reachable"));
  }

  @Test
  void layers_ascii() {
    Golden.assertMatches(
        "text/layers-ascii.txt", LayersText.lines(SampleLayers.report(), TextStyle.ASCII));
  }

  @Test
  void layers_live_replaceTheFrameBefore() {
    Golden.assertMatches(
        "text/layers-live.txt",
        LiveScreen.frame(LayersText.lines(SampleLayers.report(), new TextStyle(true, true))));
  }

  @Test
  void threads_moveNoCursor() {
    Golden.assertMatches(
        "text/threads.txt", ThreadsText.lines(SampleThreads.report(), TextStyle.UNICODE));
  }

  @Test
  void doctor_unicode() {
    Golden.assertMatches("text/doctor.txt", DoctorText.lines(DOCTOR, TextStyle.UNICODE));
  }

  @Test
  void doctor_ascii() {
    Golden.assertMatches("text/doctor-ascii.txt", DoctorText.lines(DOCTOR, TextStyle.ASCII));
  }

  @Test
  void doctor_colors() {
    Golden.assertMatches(
        "text/doctor-colors.txt", DoctorText.lines(DOCTOR, new TextStyle(true, true)));
  }
}

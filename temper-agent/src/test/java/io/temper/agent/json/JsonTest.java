package io.temper.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.temper.agent.Golden;
import io.temper.agent.report.agent.SampleStatus;
import io.temper.agent.report.agent.VersionReport;
import io.temper.agent.report.doctor.DoctorReport;
import io.temper.agent.report.doctor.SampleBundle;
import io.temper.agent.report.explain.SampleExplanation;
import io.temper.agent.report.input.InputException;
import io.temper.agent.report.observe.SampleLayers;
import io.temper.agent.report.observe.SampleThreads;
import io.temper.agent.text.SampleReports;
import io.temper.bpf.Check;
import io.temper.json.PlanJson;
import io.temper.observe.SchedulerExit;
import io.temper.runtime.config.AgentConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {

  @Test
  void plan_document() {
    Golden.assertMatches("json/plan.json", PlanReportJson.of(SampleReports.plan()) + "\n");
  }

  @Test
  void plan_ofANode_isThePlansOwnDocument() {
    var document = new JsonMapper().readTree(PlanReportJson.of(SampleReports.plan()));
    var plan = document.path("nodes").path(0).path("plan").toString();

    assertThat(PlanJson.read("test", plan))
        .isEqualTo(SampleReports.plan().nodes().get(0).plan());
  }

  @Test
  void explain_document() {
    Golden.assertMatches("json/explain.json", ExplainJson.of(SampleReports.explanation()) + "\n");
  }

  @Test
  void cgroupExplanation_document() {
    Golden.assertMatches(
        "json/explain-cgroup.json",
        CgroupExplanationJson.of(SampleExplanation.ofAProcess()) + "\n");
  }

  @Test
  void cgroupExplanation_writtenAndRead_isTheSame() {
    for (var explained : List.of(
        SampleExplanation.ofAProcess(),
        SampleExplanation.ofNothing(),
        SampleExplanation.onTheStockScheduler())) {
      var agent = explained.agent();
      assertThat(CgroupExplanationJson.read(CgroupExplanationJson.of(agent))).isEqualTo(agent);
    }
  }

  @Test
  void cgroupExplanation_thatIsNone_isRefusedInWords() {
    for (var text :
        List.of("", "[]", "{\"apiVersion\":\"temper.io/v1\",\"kind\":\"CgroupExplanation\"}")) {
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> CgroupExplanationJson.read(text))
          .withMessageContaining("release");
    }
  }

  @Test
  void doctor_document() {
    var report = new DoctorReport(List.of(
        Check.supported("kernel-version", "kernel 6.18.2"),
        Check.unknown("lockdown", "securityfs is not mounted", "mount it")));

    Golden.assertMatches("json/doctor.json", DoctorJson.of(report) + "\n");
  }

  @Test
  void bundle_document() {
    Golden.assertMatches("json/bundle.json", BundleManifestJson.of(SampleBundle.manifest()) + "\n");
  }

  @Test
  void effectiveConfig_document() {
    Golden.assertMatches(
        "json/effective-config.json",
        EffectiveConfigJson.of("/etc/temper/temper.toml", AgentConfig.STANDARD) + "\n");
  }

  @Test
  void schedulerExit_document() {
    var exit = SchedulerExit.of(1026, 0, "runnable task stall", "it stood", "x".repeat(70_000));
    assertThat(SchedulerExitJson.of(exit))
        .contains("\"cause\" : \"STALL\"", "\"dumpCut\" : true", "\"ended\" : true")
        .hasSizeLessThan(70_000);
    assertThat(SchedulerExitJson.of(null)).contains("\"ended\" : false");
  }

  @Test
  void layers_document() {
    Golden.assertMatches("json/layers.json", LayersJson.of(SampleLayers.report()) + "\n");
  }

  @Test
  void threads_document() {
    Golden.assertMatches("json/threads.json", ThreadsJson.of(SampleThreads.report()) + "\n");
  }

  @Test
  void version_document() {
    var report = new VersionReport("1.2.3", "abc", "0011", "ffee", "clang 19", "1.5.0", "17.0.1");

    Golden.assertMatches("json/version.json", VersionJson.of(report) + "\n");
  }

  @Test
  void status_document() {
    Golden.assertMatches("json/status.json", StatusJson.of(SampleStatus.inSafeMode()) + "\n");
  }

  @Test
  void status_writtenAndRead_isTheSame() {
    for (var report : List.of(SampleStatus.enforcing(), SampleStatus.inSafeMode())) {
      assertThat(StatusJson.read(StatusJson.of(report))).isEqualTo(report);
    }
  }

  @Test
  void status_ofANewerAgent_isReadAsFarAsItIsKnown() {
    var json =
        StatusJson.of(SampleStatus.enforcing()).replaceFirst("\\{", "{ \"colour\": \"red\",");
    assertThat(StatusJson.read(json)).isEqualTo(SampleStatus.enforcing());
  }

  @Test
  void status_ofAnAgentWithoutNotes_isReadWithNone() {
    var report = SampleStatus.inSafeMode();
    var older = StatusJson.of(report).replace("\"notes\" : [ ],", "");
    assertThat(older).doesNotContain("notes");
    assertThat(StatusJson.read(older)).isEqualTo(report);
  }

  @Test
  void status_thatIsNone_isRefusedInWords() {
    for (var text : List.of(
        "",
        "{",
        "[]",
        "{\"apiVersion\":\"temper.io/v1\",\"kind\":\"Doctor\"}",
        "{\"apiVersion\":\"temper.io/v1\",\"kind\":\"AgentStatus\"}")) {
      assertThatExceptionOfType(InputException.class)
          .isThrownBy(() -> StatusJson.read(text))
          .withMessageContaining("release");
    }
  }
}

package io.temper.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.Golden;
import io.temper.agent.report.advice.LintRun;
import io.temper.agent.report.advice.SampleLint;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class LintRenderersTest {
  private static final LintRun RUN = SampleLint.run();

  @Test
  void text_everyOutcome_isTheGoldenFile() {
    Golden.assertMatches("lint/sample.txt", LintText.lines(RUN, TextStyle.UNICODE));
  }

  @Test
  void text_names_cannotMoveTheCursor() {
    assertThat(LintText.lines(RUN, TextStyle.ASCII))
        .allSatisfy(line -> assertThat(line).matches("[\\x20-\\x7e]*"));
  }

  @Test
  void text_nothing_isOnlyTheSummary() {
    assertThat(LintText.lines(new LintRun("x", Instant.EPOCH, List.of()), TextStyle.ASCII))
        .containsExactly("x: no violation found; 0 suppressed, 0 passed, 0 not"
            + " applicable, 0 could not be checked");
  }

  @Test
  void text_ofANode_saysWhenItWasLookedAt() {
    var at = Instant.parse("2026-06-01T12:00:00Z");
    assertThat(LintText.lines(new LintRun(LintRun.THIS_NODE, at, List.of()), TextStyle.ASCII))
        .singleElement()
        .asString()
        .startsWith("this node at 2026-06-01T12:00:00Z: no violation found");
  }

  @Test
  void github_violationsAndWhatWasNotLookedAt_areOneEscapedLineEach() {
    assertThat(LintGithub.lines(RUN))
        .containsExactly(
            "::error file=dir/pods.yaml,line=7,title=first_rule::threads of"
                + " a\"<b>&'%25,:]]>\u0001%0A wait. Mend it.",
            "::notice title=first_rule::node-1, process a\"<b>&'%25,:]]>\u0001%0A: threads of"
                + " a\"<b>&'%25,:]]>\u0001%0A wait. Mend it.",
            "::notice title=not looked at::3 objects of other kinds were not looked at: 2 Rollout,"
                + " 1 a\"<b>&'%25,:]]>\u0001%0A");
  }

  @Test
  void github_fileNames_areProperties() {
    assertThat(LintGithub.lines(SampleLint.run()).get(0)).doesNotContain("\n", "\r");
  }

  @Test
  void junit_anyNames_isWellFormed() throws Exception {
    String xml = String.join("\n", LintJunit.lines(RUN));
    Element suites = DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();

    assertThat(suites.getAttribute("tests")).isEqualTo("8");
    assertThat(suites.getAttribute("failures")).isEqualTo("2");
    assertThat(suites.getAttribute("skipped")).isEqualTo("5");
    assertThat(suites.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
    assertThat(suites.getElementsByTagName("testcase").getLength()).isEqualTo(8);
    assertThat(suites.getElementsByTagName("failure").getLength()).isEqualTo(2);
    assertThat(suites.getElementsByTagName("skipped").getLength()).isEqualTo(5);
    assertThat(((Element) suites.getElementsByTagName("testcase").item(0)).getAttribute("name"))
        .isEqualTo("fifth_rule: node-1, process a\"<b>&'%,:]]>?\n"
            .replace("fifth", "first")
            .replace("node-1, ", ""));
  }

  @Test
  void junit_containersOfAPod_haveCasesOfTheirOwn() {
    assertThat(LintJunit.lines(SampleLint.ofContainers("app", "proxy")))
        .filteredOn(line -> line.contains("<testcase"))
        .satisfiesExactly(
            app -> assertThat(app).contains("name=\"first_rule: workload shop/web, app\""),
            proxy -> assertThat(proxy).contains("name=\"first_rule: workload shop/web, proxy\""));
  }

  @Test
  void junit_everyOutcome_isTheGoldenFile() {
    Golden.assertMatches("lint/sample.xml", LintJunit.lines(RUN));
  }
}

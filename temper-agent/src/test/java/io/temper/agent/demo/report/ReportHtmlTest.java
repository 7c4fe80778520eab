package io.temper.agent.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.chart.Markup;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportHtmlTest {
  private static final DemoReport REPORT = SampleReports.full();
  private static final String PAGE = ReportHtml.write(REPORT);

  @Test
  void page_showsEveryArmRatioAndPod() {
    REPORT.arms().forEach(a -> assertThat(PAGE).contains(a.label()));
    REPORT.ratios().forEach(r -> assertThat(PAGE).contains(Markup.escape(r.label())));
    REPORT.plan().pods().forEach(p -> assertThat(PAGE).contains(Markup.escape(p.pod())));
    assertThat(PAGE).contains(REPORT.host().kernel(), "HZ 250", "preemption lazy");
  }

  @Test
  void page_saysThatTheMachineWasEmulated() {
    assertThat(PAGE).contains("emulated in software");
  }

  @Test
  void page_needsNothingFromOutside() {
    assertThat(PAGE).doesNotContainPattern("(?i)(src|href)=|url\\(|@import|https?://|<script");
  }

  @Test
  void page_escapesWhatComesFromOutside() {
    assertThat(PAGE).contains("hash &amp; &lt;sort&gt;").doesNotContain("<sort>", "<1>");
  }

  @Test
  void page_withoutTemper_stillStands() {
    var stockOnly = new DemoReport(
        REPORT.schema(),
        REPORT.created(),
        REPORT.temper(),
        REPORT.host(),
        REPORT.setup(),
        REPORT.plan(),
        REPORT.arms().subList(0, 2),
        List.of(),
        null);
    assertThat(ReportHtml.write(stockOnly))
        .contains("Stock, full node")
        .doesNotContain("Plans published");
  }

  @Test
  void poster_isOneWellFormedDrawing() throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    var root = factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Charts.poster(REPORT))))
        .getDocumentElement();
    assertThat(root.getLocalName()).isEqualTo("svg");
    assertThat(root.getElementsByTagName("circle").getLength())
        .as("a dot for each round of each bar")
        .isEqualTo((5 + 5 + 3) * 4);
  }
}

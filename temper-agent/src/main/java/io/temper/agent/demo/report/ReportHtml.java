package io.temper.agent.demo.report;

import static io.temper.agent.chart.Markup.escape;
import static io.temper.agent.chart.Page.cell;
import static io.temper.agent.chart.Page.items;
import static io.temper.agent.chart.Page.number;
import static io.temper.agent.chart.Page.quiet;
import static io.temper.agent.chart.Page.row;
import static io.temper.agent.chart.Page.section;
import static io.temper.agent.chart.Page.table;

import io.temper.agent.chart.Numbers;
import io.temper.agent.chart.Page;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a report as one page that needs nothing beside itself. */
public final class ReportHtml {
  private ReportHtml() {}

  /** Returns the page. */
  public static String write(DemoReport report) {
    return Page.write("Temper demo: " + Verdict.headline(report), body(report));
  }

  private static String body(DemoReport report) {
    return head(report)
        + tiles(report)
        + charts(report)
        + "<h2>All figures</h2>\n" + section(figures(report))
        + "<h2>Ratios</h2>\n" + section(ratios(report))
        + "<h2>The plan</h2>\n" + section(pods(report) + layers(report) + decisions(report))
        + "<h2>What was measured</h2>\n" + section(method(report));
  }

  private static String head(DemoReport report) {
    return "<p class=\"over\">temper demo</p>\n<h1>" + escape(Verdict.headline(report))
        + "</h1>\n" + quiet(Verdict.setup(report)) + quiet(Verdict.kernel(report))
        + quiet(report.created() + ", Temper " + report.temper() + ", "
            + report.setup().durationSeconds() + " s in all");
  }

  private static String tiles(DemoReport report) {
    return "<div class=\"tiles\">\n"
        + tile(report, "temper-p99-to-fifo", "p99 of Temper ÷ SCHED_FIFO, the limit of the machine")
        + tile(report, "stock-p99-to-fifo", "p99 of stock ÷ the same limit")
        + tile(report, "temper-p99-full-to-idle", "p99 with Temper, full node ÷ idle node")
        + tile(report, "temper-throughput-to-fifo", "requests per second, Temper ÷ SCHED_FIFO")
        + "</div>\n";
  }

  private static String tile(DemoReport report, String id, String meaning) {
    return find(report, id)
        .map(r -> "<div class=\"tile\"><b>" + Numbers.format(r.value()) + "×</b><span>"
            + escape(meaning) + "</span><span>95 % interval " + Numbers.format(r.low()) + " – "
            + Numbers.format(r.high()) + "</span></div>\n")
        .orElse("");
  }

  private static Optional<RatioFigure> find(DemoReport report, String id) {
    return report.ratios().stream().filter(r -> r.id().equals(id)).findFirst();
  }

  private static String charts(DemoReport report) {
    var out = new StringBuilder();
    for (BarChart chart : Charts.bars(report)) {
      out.append(section(chart.draw().inline(BarChart.WIDTH, chart.height(), chart.title())));
    }
    var curves = new CurveChart(report.arms());
    out.append(section(
        curves.draw().inline(CurveChart.WIDTH, CurveChart.HEIGHT, "Latency by percentile")));
    Changes changes = report.changes();
    if (changes != null) {
      var timeline = new TimelineChart(changes.shown());
      out.append(section(
          timeline.draw().inline(TimelineChart.WIDTH, TimelineChart.HEIGHT, "Plans published")
              + quiet(Verdict.changes(report).orElse(""))));
    }
    return out.toString();
  }

  private static String figures(DemoReport report) {
    String rows = report.arms().stream()
        .map(a -> row(
            cell(a.label()),
            figure(a.p50()),
            figure(a.p99()),
            figure(a.p999()),
            number(Numbers.format(a.maxMillis())),
            figure(a.throughput()),
            figure(a.batch())))
        .collect(Collectors.joining());
    return table(
        List.of("arm", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "requests/s", "batch MB/s"),
        1,
        rows);
  }

  private static String ratios(DemoReport report) {
    String rows = report.ratios().stream()
        .map(r -> row(
            cell(r.label()),
            number(Numbers.format(r.value())),
            number(Numbers.format(r.low()) + " – " + Numbers.format(r.high())),
            number(Integer.toString(r.rounds()))))
        .collect(Collectors.joining());
    return table(List.of("ratio of medians", "value", "95 % interval", "rounds"), 1, rows);
  }

  private static String pods(DemoReport report) {
    String rows = report.plan().pods().stream()
        .map(p -> row(
            cell(p.pod()),
            cell(p.priorityClass()),
            cell(p.qosClass()),
            cell(p.tier()),
            cell(p.layer()),
            number(p.requestMillis() + " m"),
            number(Integer.toString(p.cpuWeight()))))
        .collect(Collectors.joining());
    return table(
        List.of("pod", "PriorityClass", "QoS", "tier", "layer", "request", "cpu.weight"), 5, rows);
  }

  private static String layers(DemoReport report) {
    String rows = report.plan().layers().stream()
        .map(l -> row(
            cell(l.name()),
            cell(l.kind()),
            number(Integer.toString(l.rank())),
            number(Integer.toString(l.weight())),
            number(Numbers.format(l.sliceMillis()) + " ms"),
            number(Integer.toString(l.pods()))))
        .collect(Collectors.joining());
    return "<br>" + table(List.of("layer", "kind", "rank", "weight", "slice", "pods"), 2, rows);
  }

  private static String decisions(DemoReport report) {
    return items(report.plan().decisions().stream());
  }

  private static String method(DemoReport report) {
    return String.format(
            Locale.ROOT,
            """
        <p>A key-value service (%s) and its client run as Critical pods in a cgroup tree with the \
        names and <code>cpu.weight</code>s of a kubelet; %d threads of batch run as Background \
        pods. A round measures every arm once, in an order that changes from round to round; bars \
        are medians, thin lines ranges, each dot is a round.</p>
        <ul>
        <li><b>Stock</b>: the kernel's own scheduler with the kubelet's weights.</li>
        <li><b>SCHED_FIFO</b>: the same, service and client in the real-time class. Nothing of \
        the batch can delay them: the limit of this machine.</li>
        <li><b>Temper</b>: its scheduler attached, with the plan below; on the full node the plan \
        changes several times a second while requests are measured.</li>
        <li><b>Idle</b>: the batch is frozen. <b>Full</b>: it takes every CPU it gets.</li>
        </ul>
        <p>Client: %s. A ratio divides medians over the same rounds; its interval comes from \
        drawing rounds with replacement (bootstrap, 95 %%).</p>
        """,
            escape(report.setup().service()),
            report.setup().batchThreads(),
            escape(report.setup().client()))
        + items(Verdict.caveats(report).stream());
  }

  private static String figure(ArmFigures.Figure figure) {
    return "<td class=\"n\">" + Numbers.format(figure.median()) + "<small>"
        + Numbers.format(figure.min()) + " – " + Numbers.format(figure.max()) + "</small></td>";
  }
}

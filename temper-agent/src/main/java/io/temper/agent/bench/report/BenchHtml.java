package io.temper.agent.bench.report;

import static io.temper.agent.chart.Markup.escape;
import static io.temper.agent.chart.Page.quiet;
import static io.temper.agent.chart.Page.section;

import io.temper.agent.bench.report.BenchReport.Cost;
import io.temper.agent.bench.report.BenchReport.Step;
import io.temper.agent.bench.report.BenchReport.Target;
import io.temper.agent.chart.Page;
import io.temper.agent.demo.report.ArmFigures.Figure;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a report as one page that needs nothing beside itself. */
public final class BenchHtml {
  private BenchHtml() {}

  /** Returns the page. */
  public static String write(BenchReport report) {
    return Page.write(
        "Temper benchmarks: Linux " + report.host().kernel(),
        head(report) + ratios(report) + ladder(report) + costs(report) + method());
  }

  private static String head(BenchReport report) {
    return "<p class=\"over\">temper lab bench</p>\n<h1>Temper against the stock scheduler</h1>\n"
        + quiet(BenchTables.setup(report)) + quiet(BenchTables.build(report))
        + quiet("Targets: " + BenchTables.summary(report));
  }

  private static String ratios(BenchReport report) {
    var out = new StringBuilder();
    List<Target> cost = starting(report, "cost-");
    List<Target> p99 = starting(report, "p99-");
    List<Target> throughput = starting(report, "throughput-");
    chart(out, new RatioChart("Time of an operation, nothing else running: Temper ÷ stock", cost));
    chart(out, new RatioChart("p99 of the service beside spinners: Temper ÷ SCHED_FIFO", p99));
    chart(
        out,
        new RatioChart(
            "Throughput of the service beside spinners: Temper ÷ SCHED_FIFO", throughput));
    return out + "<h2>Targets</h2>\n" + section(html(BenchTables.targets(report)))
        + table("Uncontended", BenchTables.uncontended(report));
  }

  private static List<Target> starting(BenchReport report, String prefix) {
    return report.targets().stream()
        .filter(t -> t.ratio().id().startsWith(prefix))
        .toList();
  }

  private static void chart(StringBuilder out, RatioChart chart) {
    if (!chart.targets().isEmpty()) {
      out.append(section(chart.draw().inline(RatioChart.WIDTH, chart.height(), chart.title())));
    }
  }

  private static String ladder(BenchReport report) {
    if (report.ladder().isEmpty()) {
      return "";
    }
    return "<h2>A service beside batch</h2>\n"
        + ladder(report, "p99 latency (ms)", Step::p99)
        + ladder(report, "p50 latency (ms)", Step::p50)
        + ladder(report, "p99.9 latency (ms)", Step::p999)
        + ladder(report, "Requests per second", Step::throughput)
        + ladder(report, "Work of the batch (MB/s)", Step::batch)
        + table("All steps", BenchTables.ladder(report));
  }

  private static String ladder(BenchReport report, String title, Function<Step, Figure> figure) {
    var chart = new LadderChart(title, report.ladder(), figure);
    return section(chart.draw().inline(LadderChart.WIDTH, LadderChart.HEIGHT, title));
  }

  private static String costs(BenchReport report) {
    List<Cost> temper =
        report.costs().stream().filter(c -> c.arm().equals("temper")).toList();
    if (temper.isEmpty()) {
      return "";
    }
    var chart = new CostChart(temper);
    return "<h2>What the kernel counts</h2>\n"
        + section(chart.draw().inline(CostChart.WIDTH, chart.height(), "BPF programs"))
        + table("An operation", BenchTables.costs(report))
        + table("BPF programs", BenchTables.programs(report));
  }

  private static String table(String title, BenchTables.Table table) {
    return table.rows().isEmpty() ? "" : "<h2>" + escape(title) + "</h2>\n" + section(html(table));
  }

  private static String html(BenchTables.Table table) {
    String rows = table.rows().stream()
        .map(cells -> Page.row(IntStream.range(0, cells.size())
            .mapToObj(i -> i < table.texts() ? Page.cell(cells.get(i)) : Page.number(cells.get(i)))
            .toArray(String[]::new)))
        .collect(Collectors.joining());
    return Page.table(table.titles(), table.texts(), rows);
  }

  private static String method() {
    return "<h2>How</h2>\n" + section(Page.items(BenchPage.METHOD.stream()));
  }
}

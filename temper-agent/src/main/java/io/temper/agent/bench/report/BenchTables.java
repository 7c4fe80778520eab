package io.temper.agent.bench.report;

import io.temper.agent.bench.report.BenchReport.Cost;
import io.temper.agent.bench.report.BenchReport.Step;
import io.temper.agent.bench.report.BenchReport.Target;
import io.temper.agent.bench.report.BenchReport.Uncontended;
import io.temper.agent.chart.Numbers;
import io.temper.agent.demo.report.ArmFigures.Figure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables of a report, whatever they are written in. Pure. */
final class BenchTables {
  private BenchTables() {}

  /**
   * A table.
   *
   * @param titles of the columns
   * @param texts how many columns come before the numbers
   * @param rows cells as text
   */
  record Table(List<String> titles, int texts, List<List<String>> rows) {}

  static Table targets(BenchReport report) {
    return new Table(
        List.of("ratio of medians", "outcome", "target", "value", "95 % interval", "rounds"),
        2,
        report.targets().stream().map(BenchTables::row).toList());
  }

  private static List<String> row(Target target) {
    var ratio = target.ratio();
    return List.of(
        ratio.label(),
        target.outcome(),
        (target.atMost() ? "≤ " : "≥ ") + target.bound(),
        ratio(ratio.value()),
        ratio(ratio.low()) + " – " + ratio(ratio.high()),
        Integer.toString(ratio.rounds()));
  }

  static Table uncontended(BenchReport report) {
    return new Table(
        List.of("work", "one operation", "stock µs", "range", "Temper µs", "range"),
        2,
        report.uncontended().stream().map(BenchTables::row).toList());
  }

  private static List<String> row(Uncontended work) {
    return List.of(
        work.label(),
        work.operation(),
        plain(work.stock().median()),
        range(work.stock()),
        plain(work.temper().median()),
        range(work.temper()));
  }

  static Table ladder(BenchReport report) {
    return new Table(
        List.of(
            "spinners per CPU",
            "arm",
            "p50 ms",
            "p99 ms",
            "range",
            "p99.9 ms",
            "requests/s",
            "range",
            "batch MB/s"),
        2,
        report.ladder().stream().map(BenchTables::row).toList());
  }

  private static List<String> row(Step step) {
    return List.of(
        Integer.toString(step.spinners()),
        LadderChart.name(step.arm()),
        plain(step.p50().median()),
        plain(step.p99().median()),
        range(step.p99()),
        plain(step.p999().median()),
        plain(step.throughput().median()),
        range(step.throughput()),
        plain(step.batch().median()));
  }

  static Table costs(BenchReport report) {
    return new Table(
        List.of(
            "work",
            "arm",
            "µs/op",
            "switches/op",
            "wake-ups/op",
            "RES/wake-up",
            "CAL/wake-up",
            "irq_work/wake-up",
            "BPF ns/op",
            "BPF ns/switch",
            "evictions/wake-up"),
        2,
        report.costs().stream().map(BenchTables::row).toList());
  }

  private static List<String> row(Cost cost) {
    double wakeUps = Math.max(1, cost.wakeUps());
    double bpf = cost.bpfNanosPerOperation() * cost.operations();
    return List.of(
        cost.id() + " (" + cost.operation() + ")",
        LadderChart.name(cost.arm()),
        plain(cost.micros()),
        ratio(cost.switches() / cost.operations()),
        ratio(cost.wakeUps() / cost.operations()),
        ratio(cost.reschedules() / wakeUps),
        ratio(cost.calls() / wakeUps),
        ratio(cost.irqWorks() / wakeUps),
        plain(cost.bpfNanosPerOperation()),
        plain(bpf / Math.max(1, cost.switches())),
        ratio(cost.evictions() / wakeUps));
  }

  /** One row a program and kind of work: runs an operation, ns a run. */
  static Table programs(BenchReport report) {
    return new Table(
        List.of("work", "BPF program", "runs", "runs/op", "runs/switch", "ns/run", "ns/op"),
        2,
        report.costs().stream()
            .flatMap(c -> c.programs().stream().map(p -> row(c, p)))
            .toList());
  }

  private static List<String> row(Cost cost, BenchReport.Program program) {
    return List.of(
        cost.id() + " (" + cost.operation() + ")",
        program.name(),
        plain((double) program.runs()),
        ratio(program.runs() / cost.operations()),
        ratio((double) program.runs() / Math.max(1, cost.switches())),
        plain((double) program.nanos() / program.runs()),
        plain(program.nanos() / cost.operations()));
  }

  private static String range(Figure figure) {
    return plain(figure.min()) + " – " + plain(figure.max());
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Thin spaces are no help in a file that people search. */
  private static String plain(double value) {
    return Numbers.format(value).replace('\u2009', ' ');
  }

  /** Returns the table in Markdown. */
  static String markdown(Table table) {
    var out = new StringBuilder();
    out.append("| ").append(String.join(" | ", table.titles())).append(" |\n|");
    for (int i = 0; i < table.titles().size(); i++) {
      out.append(i < table.texts() ? "---|" : "---:|");
    }
    out.append('\n');
    table.rows().forEach(r -> out.append("| ").append(String.join(" | ", r)).append(" |\n"));
    return out.toString();
  }

  /** Returns how the run was made, one line. */
  static String setup(BenchReport report) {
    var host = report.host();
    var setup = report.setup();
    return "Linux " + host.kernel() + ", HZ " + host.tickHz() + ", preemption " + host.preemption()
        + ", " + Numbers.count(host.cpus(), "CPU") + " (" + host.cpuModel() + ", "
        + accelerator(report) + "), "
        + Numbers.count(setup.rounds(), "interleaved round") + " of "
        + plain(setup.windowMillis() / 1000.0) + " s, " + setup.service() + " with "
        + setup.connections() + " connections, " + setup.durationSeconds() + " s in all";
  }

  /** Returns what executed the machine, and what its clock counted. */
  static String accelerator(BenchReport report) {
    String machine = report.host().emulated() ? "emulated" : "hardware";
    return report.setup().clock().equals("wall")
        ? machine
        : machine + ", clock of " + report.setup().clock();
  }

  /** Returns what was measured, one line. */
  static String build(BenchReport report) {
    var build = report.build();
    return "Temper " + build.version() + ", commit " + build.commit() + ", BPF object "
        + build.objectSha256() + ", measured " + report.created();
  }

  /** Returns every target's outcome with its count, for a headline. */
  static String summary(BenchReport report) {
    return report.targets().stream()
        .collect(
            Collectors.groupingBy(Target::outcome, java.util.TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }
}

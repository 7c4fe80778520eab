package io.temper.agent.text;

import io.temper.agent.report.observe.LayersReport;
import io.temper.agent.report.observe.LayersReport.Row;
import io.temper.agent.text.TextTable.Cell;
import io.temper.observe.LayerDelay;
import io.temper.observe.LayerStats;
import io.temper.observe.Visits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A {@link LayersReport} for people: a table of the layers, and below which ceilings are out of reach
 * and who made whom wait.
 */
public final class LayersText {
  /** More pairs of layers than these say little. */
  private static final int DELAYS = 5;

  private static final String NOBODY = "(nobody)";

  private LayersText() {}

  /**
   * Returns the lines of a report.
   *
   * @param report what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(LayersReport report, TextStyle style) {
    var lines = new ArrayList<String>();
    lines.add("Generation " + report.generation() + ", " + Words.count(report.cpus(), "CPU") + ", "
        + seconds(report.interval()) + " s");
    lines.addAll(layers(report).lines(style));
    report.rows().stream()
        .filter(Row::isOverCeiling)
        .forEach(row -> lines.add(style.paint(Tone.BAD, style.clean(overCeiling(row, report)))));
    if (!report.delays().entries().isEmpty()) {
      lines.add("");
      lines.addAll(delays(report).lines(style));
    }
    return lines;
  }

  private static TextTable layers(LayersReport report) {
    boolean capped = hasCeilings(report);
    var table = new TextTable()
        .text("LAYER")
        .text("KIND")
        .number("RANK")
        .number("WEIGHT")
        .number("CPUS")
        .number("WAIT P50")
        .number("P99")
        .number("MAX")
        .number("WAKES/S")
        .number("DIRECT")
        .number("TAKES/S")
        .number("LOSES/S")
        .number("MOVES/S")
        .number("SPILL")
        .number("FOREIGN");
    if (capped) {
      table.number("CEILING").number("HELD/S");
    }
    report.rows().forEach(row -> {
      var cells = new ArrayList<>(cells(row, report));
      if (capped) {
        cells.add(Cell.of(ceiling(row)));
        cells.add(Cell.of(rate(row.did().ceilingStops(), report)));
      }
      table.row(cells);
    });
    return table;
  }

  /** Most nodes have none, and the table is wide enough. */
  private static boolean hasCeilings(LayersReport report) {
    return report.rows().stream().anyMatch(row -> row.layer().isCapped());
  }

  private static String ceiling(Row row) {
    return row.layer().isCapped() ? millis(row.layer().ceilingMillis()) : "";
  }

  private static String overCeiling(Row row, LayersReport report) {
    return "Layer " + row.layer().name()
        + ": ceiling not reachable: it has so many threads that it used "
        + decimal(report.cpusOf(row.did().runTime())) + " CPUs instead of "
        + ceiling(row);
  }

  private static List<Cell> cells(Row row, LayersReport report) {
    var did = row.did();
    return List.of(
        Cell.of(row.layer().name()),
        Cell.of(row.layer().kind().name().toLowerCase(Locale.ROOT)),
        Cell.of(row.layer().rank()),
        Cell.of(row.layer().weight()),
        Cell.of(decimal(report.cpusOf(did.runTime()))),
        Cell.of(wait(did, 50)),
        Cell.of(wait(did, 99)),
        Cell.of(did.waits().total() == 0 ? "" : time(did.longestWait())),
        Cell.of(rate(did.wakeUps(), report)),
        Cell.of(share(did.directWakeUps(), did.wakeUps())),
        Cell.of(rate(did.preemptions(), report)),
        Cell.of(rate(did.preempted(), report)),
        Cell.of(rate(did.migrations().total(), report)),
        Cell.of(share(did.spill().toNanos(), did.runTime().toNanos())),
        foreign(did.violations()));
  }

  private static TextTable delays(LayersReport report) {
    var table = new TextTable()
        .text("WAITED")
        .text("BECAUSE OF")
        .number("CPUS")
        .number("WAITS/S")
        .number("MEAN");
    report.delays().entries().stream()
        .limit(DELAYS)
        .forEach(delay -> table.row(cells(delay, report)));
    return table;
  }

  private static List<Cell> cells(LayerDelay delay, LayersReport report) {
    return List.of(
        Cell.of(delay.waiter()),
        Cell.of(Objects.requireNonNullElse(delay.cause(), NOBODY)),
        Cell.of(decimal(report.cpusOf(delay.time()))),
        Cell.of(rate(delay.waits(), report)),
        Cell.of(time(delay.time().dividedBy(delay.waits()))));
  }

  private static Cell foreign(Visits violations) {
    return violations.runs() == 0 && violations.time().isZero()
        ? Cell.of("")
        : new Cell(time(violations.time()), Tone.BAD);
  }

  /** No wait was longer than the longest, whatever the edge of its bucket. */
  private static String wait(LayerStats did, int percent) {
    if (did.waits().total() == 0) {
      return "";
    }
    var edge = Duration.ofNanos(1000 * did.waits().percentileMicros(percent));
    return "≤" + time(edge.compareTo(did.longestWait()) < 0 ? edge : did.longestWait());
  }

  private static String rate(long count, LayersReport report) {
    return count == 0 ? "" : Long.toString(Math.round(report.perSecond(count)));
  }

  private static String share(long part, long whole) {
    return part == 0 ? "" : Math.round(100.0 * part / whole) + "%";
  }

  private static String time(Duration time) {
    return Words.time(time.toNanos());
  }

  private static String seconds(Duration interval) {
    return String.format(Locale.ROOT, "%.1f", interval.toNanos() / 1e9);
  }

  /** A ceiling is a setting, so no digit of it is lost. */
  private static String millis(int millis) {
    return String.format(Locale.ROOT, millis % 10 == 0 ? "%.2f" : "%.3f", millis / 1e3);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}

package io.temper.agent.text;

import io.temper.agent.report.observe.GroupedThread;
import io.temper.agent.report.observe.ThreadsReport;
import io.temper.agent.report.observe.ThreadsReport.Row;
import io.temper.agent.text.TextTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link ThreadsReport} for people. */
public final class ThreadsText {
  private static final String WATCHED = "*";
  private static final String NONE_PROFILED =
      "None of these threads is of a workload with a thread profile.";

  private ThreadsText() {}

  /**
   * Returns the lines of a report.
   *
   * @param report what to show
   * @param style what the reader's terminal can show
   * @return the lines
   */
  public static List<String> lines(ThreadsReport report, TextStyle style) {
    var lines = new ArrayList<String>();
    lines.add(report.rows().size() + " of " + Words.count(report.total(), "thread")
        + ", the longest wait first, "
        + String.format(Locale.ROOT, "%.1f", report.interval().toNanos() / 1e9) + " s"
        + (report.generation() == 0 ? "" : ", generation " + report.generation()));
    report.notes().forEach(note -> lines.add(style.clean(note)));
    boolean hasGroups =
        report.rows().stream().anyMatch(row -> row.seen().group().hasProfile());
    if (!hasGroups && report.rows().stream().anyMatch(ThreadsText::isKnownToHaveNoProfile)) {
      lines.add(NONE_PROFILED);
    }
    lines.addAll(table(report, hasGroups).lines(style));
    return lines;
  }

  private static boolean isKnownToHaveNoProfile(Row row) {
    return row.seen().group().equals(GroupedThread.NO_PROFILE);
  }

  private static TextTable table(ThreadsReport report, boolean withGroups) {
    var table = new TextTable().number("TID").text("NAME").text("PROCESS");
    if (withGroups) {
      table.text("GROUP");
    }
    table
        .text("LAYER")
        .number("ON")
        .number("CPUS")
        .number("WAIT")
        .number("MEAN")
        .number("RUNS/S")
        .number("MOVES/S")
        .number("SIBLING");
    report.rows().forEach(row -> table.row(cells(row, report, withGroups)));
    return table;
  }

  private static List<Cell> cells(Row row, ThreadsReport report, boolean withGroup) {
    var thread = row.seen().thread();
    var cells = new ArrayList<Cell>();
    cells.add(Cell.of((row.seen().watched().isPresent() ? WATCHED : "") + thread.tid()));
    cells.add(Cell.of(thread.name()));
    cells.add(Cell.of(row.seen().process() + " (" + thread.processId() + ")"));
    if (withGroup) {
      cells.add(Cell.of(row.seen().group().words()));
    }
    cells.addAll(measured(row, report));
    return cells;
  }

  private static List<Cell> measured(Row row, ThreadsReport report) {
    boolean isCounted = row.did().isPresent();
    return List.of(
        Cell.of(row.seen().layer().isEmpty() ? "-" : row.seen().layer()),
        Cell.of(row.seen().thread().lastCpu()),
        Cell.of(isCounted ? String.format(Locale.ROOT, "%.2f", report.share(row.runNanos())) : "-"),
        Cell.of(isCounted ? percent(report.share(row.waitNanos())) : "-"),
        Cell.of(isCounted ? mean(row) : "-"),
        Cell.of(isCounted ? rate(row.turns(), report) : "-"),
        Cell.of(row.migrations().isPresent() ? rate(row.migrations().getAsLong(), report) : "-"),
        Cell.of(sibling(row)));
  }

  private static String mean(Row row) {
    return row.turns() == 0 ? "" : Words.time(row.waitNanos() / row.turns());
  }

  private static String sibling(Row row) {
    if (row.besideBusySibling().isEmpty()) {
      return "-";
    }
    long beside = row.besideBusySibling().getAsLong();
    return row.turns() == 0 ? "" : percent((double) beside / row.turns());
  }

  private static String percent(double share) {
    return share == 0 ? "" : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String rate(long count, ThreadsReport report) {
    return count == 0 ? "" : Long.toString(Math.round(report.perSecond(count)));
  }
}

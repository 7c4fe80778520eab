package io.temper.lab.matrix;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws results for a terminal: a line a row, a column a kernel. */
public final class ScreenTable {
  private static final int WIDTH = 12;

  private ScreenTable() {}

  /**
   * Draws a table.
   *
   * @param results at most one per kernel and row
   * @return text without a line end at its end
   */
  public static String render(List<RowResult> results) {
    List<String> kernels =
        results.stream().map(r -> r.facts().kernel()).distinct().toList();
    var text = new StringBuilder(cell("row", 4));
    kernels.forEach(kernel -> text.append(cell(kernel.replaceAll("[^0-9.].*", ""), WIDTH)));
    text.append("what");
    for (Row row : Row.ALL) {
      if (results.stream().anyMatch(r -> r.row().equals(row.id()))) {
        text.append('\n').append(cell(row.id(), 4));
        kernels.forEach(kernel -> text.append(cell(outcome(results, kernel, row), WIDTH)));
        text.append(row.title());
      }
    }
    return text.toString();
  }

  private static String outcome(List<RowResult> results, String kernel, Row row) {
    return results.stream()
        .filter(r -> r.facts().kernel().equals(kernel) && r.row().equals(row.id()))
        .map(r -> r.outcome().toString())
        .collect(Collectors.collectingAndThen(
            Collectors.joining(" "), s -> s.isEmpty() ? "not run" : s));
  }

  private static String cell(String text, int width) {
    return String.format(Locale.ROOT, "%-" + width + "s", text);
  }
}

package io.temper.agent.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of left- and right-aligned columns, two spaces apart, without rules: it survives grep, cut
 * and a narrow terminal. Not thread-safe.
 */
public final class TextTable {

  private static final String GAP = "  ";

  /** How the cells of a column line up. */
  public enum Align {
    /** Text. */
    LEFT,
    /** Numbers. */
    RIGHT
  }

  /**
   * One cell.
   *
   * @param text what it says
   * @param tone what that means
   */
  public record Cell(String text, Tone tone) {

    /** Returns a cell of ordinary text. */
    public static Cell of(String text) {
      return new Cell(text, Tone.PLAIN);
    }

    /** Returns a cell with a number. */
    public static Cell of(long number) {
      return of(Long.toString(number));
    }
  }

  private record Column(String title, Align align) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  /** Adds a column of text on the right of those there are. */
  public TextTable text(String title) {
    columns.add(new Column(title, Align.LEFT));
    return this;
  }

  /** Adds a column of numbers on the right of those there are. */
  public TextTable number(String title) {
    columns.add(new Column(title, Align.RIGHT));
    return this;
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public TextTable row(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row has " + cells.size() + " cells, the table " + columns.size() + " columns");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Adds a row of ordinary text; see {@link #row(List)}. */
  public TextTable row(String... texts) {
    return row(List.of(texts).stream().map(Cell::of).toList());
  }

  /** Returns the lines of this table, titles first, without trailing blanks. */
  public List<String> lines(TextStyle style) {
    var table = new ArrayList<List<Cell>>();
    table.add(columns.stream().map(c -> new Cell(c.title(), Tone.STRONG)).toList());
    table.addAll(rows);
    var cleaned = table.stream().map(row -> clean(row, style)).toList();
    var widths = widths(cleaned);
    return cleaned.stream().map(row -> line(row, widths, style)).toList();
  }

  private static List<Cell> clean(List<Cell> row, TextStyle style) {
    return row.stream().map(c -> new Cell(style.clean(c.text()), c.tone())).toList();
  }

  private int[] widths(List<List<Cell>> table) {
    var widths = new int[columns.size()];
    for (var row : table) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i).text()));
      }
    }
    return widths;
  }

  private String line(List<Cell> row, int[] widths, TextStyle style) {
    int last = lastFilled(row);
    var line = new StringBuilder();
    for (int i = 0; i <= last; i++) {
      var cell = row.get(i);
      var padding = " ".repeat(widths[i] - width(cell.text()));
      boolean right = columns.get(i).align() == Align.RIGHT;
      line.append(i == 0 ? "" : GAP)
          .append(right ? padding : "")
          .append(style.paint(cell.tone(), cell.text()))
          .append(right || i == last ? "" : padding);
    }
    return line.toString();
  }

  private static int lastFilled(List<Cell> row) {
    int last = row.size() - 1;
    while (last > 0 && row.get(last).text().isEmpty()) {
      last--;
    }
    return last;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}

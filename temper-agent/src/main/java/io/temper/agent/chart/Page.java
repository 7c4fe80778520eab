package io.temper.agent.chart;

import static io.temper.agent.chart.Markup.escape;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page that needs nothing beside itself, and what stands on it. */
public final class Page {
  private static final String CSS = """
      body { margin: 0; background: var(--page); color: var(--ink); line-height: 1.5;
        font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
      main { max-width: 840px; margin: 0 auto; padding: 32px 20px 64px; }
      h1 { font-size: 27px; line-height: 1.25; margin: 4px 0 6px; }
      h2 { font-size: 18px; margin: 36px 0 8px; }
      .over { color: var(--temper); font-weight: 650; letter-spacing: .02em; margin: 0; }
      .quiet { color: var(--muted); margin: 2px 0; font-size: 14px; }
      section, .tile { background: var(--card); border: 1px solid var(--grid);
        border-radius: 10px; padding: 18px 20px; margin: 14px 0; }
      .tiles { display: grid; gap: 12px; margin: 22px 0 8px;
        grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); }
      .tile { margin: 0; padding: 14px 16px; }
      .tile b { display: block; font-size: 26px; line-height: 1.2; }
      .tile span { color: var(--muted); font-size: 12.5px; display: block; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; font-size: 13.5px;
        font-variant-numeric: tabular-nums; }
      th { text-align: left; color: var(--muted); font-weight: 550; }
      th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--grid);
        vertical-align: top; white-space: nowrap; }
      .n { text-align: right; }
      td small { color: var(--muted); display: block; }
      ul { padding-left: 20px; } li { margin: 4px 0; }
      code { font-size: .93em; }
      """;

  private Page() {}

  /** Returns a page with {@code body} in it, which is markup. */
  public static String write(String title, String body) {
    return String.format(Locale.ROOT, """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s%s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """, escape(title), Palette.CSS, CSS, body);
  }

  /**
   * Returns a table.
   *
   * @param titles of the columns
   * @param firstNumber the first column that holds numbers
   * @param rows from {@link #row}
   */
  public static String table(List<String> titles, int firstNumber, String rows) {
    var head = new StringBuilder();
    for (int i = 0; i < titles.size(); i++) {
      head.append(i < firstNumber ? "<th>" : "<th class=\"n\">");
      head.append(escape(titles.get(i))).append("</th>");
    }
    return "<div class=\"wide\"><table>\n<tr>" + head + "</tr>\n" + rows + "</table></div>\n";
  }

  /** Returns a row of cells that are markup. */
  public static String row(String... cells) {
    return "<tr>" + String.join("", cells) + "</tr>\n";
  }

  /** Returns a cell with text. */
  public static String cell(String text) {
    return "<td>" + escape(text) + "</td>";
  }

  /** Returns a cell with a number. */
  public static String number(String text) {
    return "<td class=\"n\">" + escape(text) + "</td>";
  }

  /** Returns a card around markup. */
  public static String section(String content) {
    return "<section>\n" + content + "</section>\n";
  }

  /** Returns a paragraph of small print. */
  public static String quiet(String text) {
    return "<p class=\"quiet\">" + escape(text) + "</p>\n";
  }

  /** Returns a list of texts; nothing when there is none. */
  public static String items(Stream<String> texts) {
    return texts
        .map(t -> "<li>" + escape(t) + "</li>\n")
        .collect(Collectors.collectingAndThen(
            Collectors.joining(), i -> i.isEmpty() ? "" : "<ul>\n" + i + "</ul>\n"));
  }
}

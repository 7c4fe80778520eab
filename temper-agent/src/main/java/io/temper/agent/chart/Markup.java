package io.temper.agent.chart;

/** Text into HTML and SVG. */
public final class Markup {
  private Markup() {}

  /** Returns {@code text} so that it stands in an element or a quoted attribute as it is. */
  public static String escape(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}

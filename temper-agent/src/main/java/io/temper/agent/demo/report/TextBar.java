package io.temper.agent.demo.report;

/** A bar made of characters. */
final class TextBar {
  private static final String EIGHTHS = "▏▎▍▌▋▊▉█";

  private TextBar() {}

  /**
   * Returns a bar without trailing blanks; anything above zero shows at least a trace.
   *
   * @param share of the full length, 0 to 1
   * @param cells full length in characters
   * @param unicode whether eighths of a cell may be drawn
   */
  static String of(double share, int cells, boolean unicode) {
    if (!(share > 0)) {
      return "";
    }
    if (!unicode) {
      return "#".repeat((int) Math.max(1, Math.round(share * cells)));
    }
    int eighths = (int) Math.max(1, Math.round(share * cells * 8));
    String whole = "█".repeat(eighths / 8);
    return eighths % 8 == 0 ? whole : whole + EIGHTHS.charAt(eighths % 8 - 1);
  }
}

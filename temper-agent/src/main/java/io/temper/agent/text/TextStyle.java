package io.temper.agent.text;

/**
 * What the reader's terminal can show. All text for people passes through {@link #clean}, so no
 * name taken from an input can move the cursor or change colours.
 *
 * @param unicode whether characters outside ASCII may be written
 * @param color whether tones may be shown as colours
 */
public record TextStyle(boolean unicode, boolean color) {

  private static final String ESCAPE = "\u001b[";

  /** Seven bits, no colours: what every log file and every pipe can take. */
  public static final TextStyle ASCII = new TextStyle(false, false);

  /** Unicode without colours. */
  public static final TextStyle UNICODE = new TextStyle(true, false);

  /** Returns {@code text} in {@code tone}, unchanged where colours are off. */
  public String paint(Tone tone, String text) {
    if (!color || tone.sgr().isEmpty() || text.isEmpty()) {
      return text;
    }
    return ESCAPE + tone.sgr() + 'm' + text + ESCAPE + "0m";
  }

  /** Returns {@code text} with control characters and what the terminal cannot show replaced. */
  public String clean(String text) {
    if (isPrintableAscii(text)) {
      return text;
    }
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  /** Returns the mark of a check that passed. */
  public String passed() {
    return unicode ? "✓" : "ok";
  }

  /** Returns the mark of a check that failed. */
  public String failed() {
    return unicode ? "✗" : "NO";
  }

  /** Returns the mark of something to know about that stops nothing. */
  public String advice() {
    return "!";
  }

  /** Returns the mark of a check that could not be made. */
  public String unknown() {
    return "?";
  }

  /** True of nearly all texts, so that a long report need not be taken apart. */
  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private void append(StringBuilder out, int codePoint) {
    if (Character.isISOControl(codePoint) || isInvisible(codePoint)) {
      out.append('?');
    } else if (unicode || codePoint < 0x80) {
      out.appendCodePoint(codePoint);
    } else {
      out.append(asciiOf(codePoint));
    }
  }

  /** Direction marks and the like: they can make a line read as something that it is not. */
  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  private static String asciiOf(int codePoint) {
    return switch (codePoint) {
      case 'Σ' -> "sum";
      case '→' -> "->";
      case '≥' -> ">=";
      case '≤' -> "<=";
      case '×' -> "x";
      case '…' -> "...";
      case '–', '—', '−', '─' -> "-";
      case '·' -> ".";
      case '÷' -> "/";
      default -> "?";
    };
  }
}

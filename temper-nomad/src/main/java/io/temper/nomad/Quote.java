package io.temper.nomad;

/** What somebody else wrote, as a part of a message. */
public final class Quote {
  private static final int LONGEST = 200;

  private Quote() {}

  /**
   * Returns a text that fits into a message.
   *
   * @param text whatever it is
   * @return the text without control characters, or its beginning and an ellipsis where it is long
   */
  public static String of(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      result.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.length() > LONGEST ? result.append("...").toString() : result.toString();
  }
}

package io.temper.k8s.text;

/** Cuts what a user wrote to what fits into a message, without control characters. */
public final class Excerpt {
  private static final int MAX_CHARS = 60;

  private Excerpt() {}

  /**
   * Returns a text that fits into a message.
   *
   * @param text what a user wrote
   * @return the text, or its beginning and an ellipsis where it is long
   */
  public static String of(String text) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), MAX_CHARS); i++) {
      char c = text.charAt(i);
      result.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.length() > MAX_CHARS ? result.append("...").toString() : result.toString();
  }
}

package io.temper.k8s.text;

/** Cuts what a user wrote to what fits into a message, without control characters. */
public final class Excerpt {
  private static final int MAX_CHARS = 60;
  private static final int MAX_SENTENCE = 500;

  private Excerpt() {}

  /**
   * Returns a text that fits into a message.
   *
   * @param text what a user wrote
   * @return the text, or its beginning and an ellipsis where it is long
   */
  public static String of(String text) {
    return of(text, MAX_CHARS);
  }

  /**
   * Returns a sentence of somebody else's that fits into a message.
   *
   * @param text what an API server says
   * @return the text, or its beginning and an ellipsis where it is longer than a long sentence
   */
  public static String ofSentence(String text) {
    return of(text, MAX_SENTENCE);
  }

  private static String of(String text, int most) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), most); i++) {
      char c = text.charAt(i);
      result.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.length() > most ? result.append("...").toString() : result.toString();
  }
}

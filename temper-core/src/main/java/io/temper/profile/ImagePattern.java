package io.temper.profile;

import io.temper.workload.PatternPart;

/**
 * Stands for container images. A pattern without a slash is compared with the last part of the image's
 * name, without tag and digest: {@code postgres} stands for {@code docker.io/library/postgres:17}. One with
 * a slash is compared with the whole reference. {@code *} stands for any characters, {@code ?} for one.
 *
 * @param text as it is written
 */
public record ImagePattern(String text) {
  /**
   * Checks that the pattern is not empty.
   *
   * @throws IllegalArgumentException if it is
   */
  public ImagePattern {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the pattern of an image must not be empty");
    }
  }

  /**
   * Tells whether this stands for an image.
   *
   * @param reference the image as the orchestrator names it
   * @return true if it does
   */
  public boolean matches(String reference) {
    PatternPart pattern = new PatternPart(text);
    return pattern.matches(text.indexOf('/') >= 0 ? reference : lastPartOf(reference));
  }

  /**
   * Returns how much the pattern says: of several that match, the one that says most is meant.
   *
   * @return the number of its characters that stand for themselves
   */
  int literals() {
    return (int) text.chars().filter(c -> c != '*' && c != '?').count();
  }

  @Override
  public String toString() {
    return text;
  }

  private static String lastPartOf(String reference) {
    String name = before('@', reference);
    return before(':', name.substring(name.lastIndexOf('/') + 1));
  }

  private static String before(char mark, String text) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}

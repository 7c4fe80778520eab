package io.temper.workload;

import java.util.List;

/**
 * What stands between two slashes of a {@link CgroupPattern}: a name, possibly with wildcards, or
 * {@code **}.
 *
 * @param text as it is written
 */
public record PatternPart(String text) {
  static final String ANY_DEPTH = "**";

  private static final int ANY = '*';
  private static final int ONE = '?';

  /**
   * Tells whether this stands for any number of parts, none included.
   *
   * @return true for {@code **}
   */
  public boolean isAnyDepth() {
    return text.equals(ANY_DEPTH);
  }

  /**
   * Tells whether this stands for one name only, which is its text.
   *
   * @return true without a wildcard
   */
  public boolean isLiteral() {
    return text.indexOf(ANY) < 0 && text.indexOf(ONE) < 0;
  }

  /**
   * Tells whether this stands for a name.
   *
   * @param name what stands between two slashes of a path
   * @return true if it does; {@code **} stands for every name
   */
  public boolean matches(String name) {
    return isLiteral()
        ? text.equals(name)
        : Glob.matches(characters(text), characters(name), ANY, (p, c) -> p == ONE || p.equals(c));
  }

  private static List<Integer> characters(String text) {
    return text.codePoints().boxed().toList();
  }
}

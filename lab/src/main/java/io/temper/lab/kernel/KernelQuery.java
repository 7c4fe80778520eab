package io.temper.lab.kernel;

import io.temper.lab.LabException;
import java.util.regex.Pattern;

/**
 * What a user asks for: a series ("6.18"), one version of it ("6.18.15"), or "newest".
 *
 * @param text the question
 */
public record KernelQuery(String text) {
  private static final String NEWEST = "newest";
  private static final Pattern NUMBERS = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?");

  /** Checks. */
  public KernelQuery {
    if (!text.equals(NEWEST) && !NUMBERS.matcher(text).matches()) {
      throw new LabException("'"
          + text
          + "' is no kernel: give a series (6.18), a version (6.18.15) or 'newest';"
          + " 'temper lab kernels' lists what is to be had");
    }
  }

  /**
   * Returns whether the newest kernel is asked for, whatever its number.
   *
   * @return true for "newest"
   */
  public boolean newest() {
    return text.equals(NEWEST);
  }

  /**
   * Returns whether {@code version} answers the question.
   *
   * @param version a version
   * @return true if it is the version asked for, or one of the series asked for
   */
  public boolean matches(KernelVersion version) {
    return newest() || text.equals(version.series()) || text.equals(version.toString());
  }

  @Override
  public String toString() {
    return text;
  }
}

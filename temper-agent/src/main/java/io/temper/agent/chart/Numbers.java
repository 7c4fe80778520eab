package io.temper.agent.chart;

import java.util.Locale;

/** Figures for people: three significant digits, thousands apart by a thin space. */
public final class Numbers {
  private static final char THIN_SPACE = '\u2009';

  private Numbers() {}

  /** Returns {@code value} with three significant digits, whole from 100 on. */
  public static String format(double value) {
    double size = Math.abs(value);
    if (size >= 99.95) {
      return thousands(Math.round(value));
    }
    if (size >= 9.995) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Returns the label of a tick: no digits that the step does not need. */
  public static String tick(double value, double step) {
    int digits = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    return digits == 0
        ? thousands(Math.round(value))
        : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Returns a number with its noun, for example {@code 3 rounds}. */
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String thousands(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', THIN_SPACE);
  }
}

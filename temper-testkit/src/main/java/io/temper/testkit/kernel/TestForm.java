package io.temper.testkit.kernel;

import java.util.Locale;

/** How long a kernel test may take. */
public enum TestForm {
  /** At most 60 s for all tests of a row; the default. */
  SHORT,
  /** Minutes a row, as {@code temper lab nightly} asks for. */
  LONG;

  /** The system property that chooses: "short" or "long". */
  public static final String PROPERTY = "temper.test.form";

  /**
   * Returns the form that this JVM runs its tests in.
   *
   * @return what the system property {@value #PROPERTY} says; {@link #SHORT} if it is not set
   * @throws IllegalStateException if it says anything but "short" and "long"
   */
  public static TestForm current() {
    return parse(System.getProperty(PROPERTY, "short"));
  }

  static TestForm parse(String text) {
    return switch (text) {
      case "short" -> SHORT;
      case "long" -> LONG;
      default ->
        throw new IllegalStateException(
            "the system property " + PROPERTY + " is '" + text + "': give short or long");
    };
  }

  /**
   * Returns what goes with the form of this JVM, as in {@code TestForm.choose(60, 1_000)}.
   *
   * @param whenShort for the short form
   * @param whenLong for the long form
   * @param <T> the type of both
   * @return one of the two
   */
  public static <T> T choose(T whenShort, T whenLong) {
    return current() == SHORT ? whenShort : whenLong;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

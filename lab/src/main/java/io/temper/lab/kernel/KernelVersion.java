package io.temper.lab.kernel;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A released version of Linux.
 *
 * @param major the first number
 * @param minor the second number
 * @param patch the third number; 0 where the text has none
 */
public record KernelVersion(int major, int minor, int patch) implements Comparable<KernelVersion> {
  private static final Pattern TEXT = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:\\D.*)?");
  private static final Comparator<KernelVersion> ORDER = Comparator.comparingInt(
          KernelVersion::major)
      .thenComparingInt(KernelVersion::minor)
      .thenComparingInt(KernelVersion::patch);

  /**
   * Reads the version that a release name starts with.
   *
   * @param text as in "6.18.15+deb13-cloud-amd64", "6.12.117" or "6.18"
   * @return the version; empty if the text does not start with one
   */
  public static Optional<KernelVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String patch = matcher.group(3);
    return Optional.of(new KernelVersion(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        patch == null ? 0 : Integer.parseInt(patch)));
  }

  /**
   * Returns the series that this version belongs to, as in "6.18".
   *
   * @return the first two numbers
   */
  public String series() {
    return major + "." + minor;
  }

  @Override
  public int compareTo(KernelVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return series() + "." + patch;
  }
}

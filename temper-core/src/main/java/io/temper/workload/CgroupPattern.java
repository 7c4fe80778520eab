package io.temper.workload;

import java.util.List;

/**
 * Stands for control groups by their path: {@code /batch.slice/*}. Within one part of the path {@code
 * *} stands for any characters, none included, and {@code ?} for one; a part {@code **} stands for any
 * number of parts, none included. All else stands for itself, the backslash and brackets too: names of
 * systemd units hold them.
 *
 * @param value the pattern; in the form of a {@link CgroupPath}, with {@code **} as a part of its own
 */
public record CgroupPattern(String value) implements Comparable<CgroupPattern> {
  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException if it is relative or not in its simplest form, or if {@code **}
   *     is only a piece of a part
   */
  public CgroupPattern {
    if (!value.startsWith("/")) {
      throw refused(value, "it must start with a slash, below the cgroup v2 mount point");
    }
    if (value.indexOf('\0') >= 0) {
      throw refused(value, "it must not hold a NUL character");
    }
    for (String part : split(value)) {
      requirePart(value, part);
    }
  }

  /**
   * Tells whether this pattern stands for a group.
   *
   * @param path the path of the group
   * @return true if it does
   */
  public boolean matches(CgroupPath path) {
    return Glob.matches(
        split(value), split(path.value()), PatternPart.ANY_DEPTH, (part, name) -> new PatternPart(
                part)
            .matches(name));
  }

  /**
   * Tells whether this pattern stands for one path only, which is its text.
   *
   * @return true without a wildcard
   */
  public boolean isLiteral() {
    return parts().stream().allMatch(PatternPart::isLiteral);
  }

  /**
   * Returns the parts between the slashes, by which a tree can be walked.
   *
   * @return from the root on; empty for {@code /}
   */
  public List<PatternPart> parts() {
    return split(value).stream().map(PatternPart::new).toList();
  }

  @Override
  public int compareTo(CgroupPattern other) {
    return value.compareTo(other.value);
  }

  /** Returns the pattern. */
  @Override
  public String toString() {
    return value;
  }

  private static List<String> split(String path) {
    return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
  }

  private static void requirePart(String pattern, String part) {
    if (part.isEmpty() || part.equals(".") || part.equals("..")) {
      throw refused(pattern, "it must not have an empty, '.' or '..' part");
    }
    if (part.contains(PatternPart.ANY_DEPTH) && !part.equals(PatternPart.ANY_DEPTH)) {
      throw refused(pattern, "'**' must stand alone between two slashes; within a part write '*'");
    }
  }

  private static IllegalArgumentException refused(String pattern, String why) {
    return new IllegalArgumentException("not a cgroup pattern: '" + pattern + "': " + why);
  }
}

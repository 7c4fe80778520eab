package io.temper.bpf.internal.probe;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The three numbers that a kernel's release starts with.
 *
 * @param major the first
 * @param minor the second
 * @param patch the third; 0 if the release has only two
 */
record KernelVersion(int major, int minor, int patch) implements Comparable<KernelVersion> {
  private static final Pattern RELEASE =
      Pattern.compile("(\\d{1,5})\\.(\\d{1,5})(?:\\.(\\d{1,5}))?\\D?.*");

  /** Kernels 6.12.0 to 6.12.9 keep a wrong mask of idle CPUs. */
  static final KernelVersion FLOOR = new KernelVersion(6, 12, 10);

  static Optional<KernelVersion> parse(String release) {
    var match = RELEASE.matcher(release);
    if (!match.matches()) {
      return Optional.empty();
    }
    var patch = match.group(3);
    return Optional.of(new KernelVersion(
        Integer.parseInt(match.group(1)),
        Integer.parseInt(match.group(2)),
        patch == null ? 0 : Integer.parseInt(patch)));
  }

  @Override
  public int compareTo(KernelVersion other) {
    return Comparator.comparingInt(KernelVersion::major)
        .thenComparingInt(KernelVersion::minor)
        .thenComparingInt(KernelVersion::patch)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}

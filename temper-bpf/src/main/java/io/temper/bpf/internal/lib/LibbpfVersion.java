package io.temper.bpf.internal.lib;

/**
 * A version of libbpf.
 *
 * @param major the first number
 * @param minor the second number
 */
public record LibbpfVersion(int major, int minor) {

  /** The first one that may leave out what a kernel lacks from a struct_ops map without faults. */
  public static final LibbpfVersion MINIMUM = new LibbpfVersion(1, 5);

  /** Returns whether this is {@code other} or newer. */
  public boolean atLeast(LibbpfVersion other) {
    return major > other.major || (major == other.major && minor >= other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}

package io.temper.bpf;

import io.temper.TemperException;

/** The scheduler's object file cannot be used: missing, damaged, or of another build. */
public final class ObjectFileException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** Where the object comes from. */
  private final String origin;

  /** The message without the remedy. */
  private final String finding;

  /**
   * Creates an exception.
   *
   * @param origin where the object comes from: a file, or the resource of the library
   * @param bytes how many bytes it has
   * @param reason what is wrong with it
   */
  public ObjectFileException(String origin, long bytes, String reason) {
    super(findingOf(origin, bytes, reason)
        + ". Reinstall temper-bpf-native, or correct temper.bpf.object.");
    this.origin = origin;
    this.finding = findingOf(origin, bytes, reason);
  }

  private static String findingOf(String origin, long bytes, String reason) {
    return "the BPF object " + origin + " (" + bytes + " bytes) cannot be used: " + reason;
  }

  /**
   * Returns what is wrong, without what to do about it.
   *
   * @return one line
   */
  public String finding() {
    return finding;
  }

  /**
   * Returns where the object comes from.
   *
   * @return a file, or the resource of the library
   */
  public String origin() {
    return origin;
  }
}

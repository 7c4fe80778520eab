package io.temper.bpf;

import io.temper.TemperException;
import org.jspecify.annotations.Nullable;

/** libbpf cannot be loaded into this JVM. */
public final class LibbpfUnavailableException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** Which libbpf was asked for. */
  private final String choice;

  /**
   * Creates an exception.
   *
   * @param choice which libbpf was asked for
   * @param reason what is wrong, and what to do about it
   * @param cause what the dynamic linker or the file system said; null if neither was asked
   */
  public LibbpfUnavailableException(LibbpfChoice choice, String reason, @Nullable Throwable cause) {
    super("libbpf (" + choice + ") cannot be loaded: " + reason, cause);
    this.choice = choice.toString();
  }

  /**
   * Returns which libbpf was asked for.
   *
   * @return {@code bundled}, {@code system} or a path
   */
  public String choice() {
    return choice;
  }
}

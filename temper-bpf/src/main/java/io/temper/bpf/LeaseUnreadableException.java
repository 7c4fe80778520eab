package io.temper.bpf;

import io.temper.TemperException;
import org.jspecify.annotations.Nullable;

/** What earlier processes left in the directory of a lease cannot be looked at, so it may still be in charge. */
public final class LeaseUnreadableException extends TemperException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param directory the directory of the lease
   * @param cause what the kernel said
   */
  public LeaseUnreadableException(String directory, @Nullable Throwable cause) {
    super(
        "cannot look at what an earlier process left in " + directory + " (" + cause
            + "): run as the user of that process or as root, name the directory that it was left in, or"
            + " wait for the end of its lease",
        cause);
  }
}

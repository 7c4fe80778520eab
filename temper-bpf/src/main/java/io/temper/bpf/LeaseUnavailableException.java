package io.temper.bpf;

import io.temper.TemperException;
import org.jspecify.annotations.Nullable;

/** The kernel cannot be told to keep a scheduler in the directory of its lease. */
public final class LeaseUnavailableException extends TemperException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param directory the directory of the lease
   * @param reason what is wrong with it
   * @param cause what the kernel said
   */
  public LeaseUnavailableException(String directory, String reason, @Nullable Throwable cause) {
    super(
        "no lease in " + directory + ": " + reason
            + ". Nothing is attached. The directory must lie on"
            + " a bpffs that this process may write: mount one ('mount -t bpf -o"
            + " uid=UID,gid=GID,mode=0700 bpf DIR'), name another directory, or attach without a"
            + " lease",
        cause);
  }
}

package io.temper.bpf;

import io.temper.TemperException;
import java.util.List;

/** This process lacks a capability that loading a BPF scheduler needs. */
public final class MissingCapabilityException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** The names of those that are missing. */
  @SuppressWarnings("serial") // an immutable list of strings
  private final List<String> capabilities;

  /**
   * Creates an exception.
   *
   * @param capabilities the names of those that are missing, for example {@code CAP_BPF}
   */
  public MissingCapabilityException(List<String> capabilities) {
    super("this process lacks "
        + String.join(", ", capabilities)
        + ": run as root, or grant them (for a container: securityContext.capabilities.add)");
    this.capabilities = List.copyOf(capabilities);
  }

  /**
   * Returns the names of the capabilities that are missing.
   *
   * @return never empty
   */
  public List<String> capabilities() {
    return capabilities;
  }
}

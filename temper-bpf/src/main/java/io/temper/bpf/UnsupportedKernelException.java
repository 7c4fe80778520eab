package io.temper.bpf;

import io.temper.TemperException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** This host's kernel, or how it was booted, cannot run the scheduler. */
public final class UnsupportedKernelException extends TemperException {
  private static final long serialVersionUID = 1L;

  private final transient List<Check> checks;

  /**
   * Creates an exception.
   *
   * @param checks what stands in the way; never empty
   * @param cause the failed call, if it came to one
   */
  public UnsupportedKernelException(List<Check> checks, @Nullable Throwable cause) {
    super(describe(checks), cause);
    this.checks = List.copyOf(checks);
  }

  /**
   * Returns what stands in the way.
   *
   * @return the answers that refuse, in the order they were asked
   */
  public List<Check> checks() {
    return checks;
  }

  private static String describe(List<Check> checks) {
    return checks.stream()
        .map(check -> check.id() + ": " + check.finding() + " (" + check.remedy() + ")")
        .collect(Collectors.joining("; ", "this host cannot run the scheduler: ", ""));
  }
}

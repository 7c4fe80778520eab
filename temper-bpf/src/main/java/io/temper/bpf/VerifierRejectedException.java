package io.temper.bpf;

/**
 * The kernel's verifier refused a program of the scheduler. That is a fault of the object file or of
 * this kernel, never of the caller: the log belongs into a report.
 */
public final class VerifierRejectedException extends BpfException {
  private static final long serialVersionUID = 1L;
  private static final int MESSAGE_LINES = 4;

  /** What the verifier said, whole. */
  private final String log;

  /**
   * Creates an exception.
   *
   * @param cause the failed load
   * @param log what the verifier said, whole
   */
  public VerifierRejectedException(BpfException cause, String log) {
    super(describe(cause, log), cause);
    this.log = log;
  }

  /**
   * Returns what the verifier said.
   *
   * @return its log, whole; several megabytes in the worst case
   */
  public String log() {
    return log;
  }

  private static String describe(BpfException cause, String log) {
    return "the kernel's verifier refused '"
        + cause.objectName()
        + "' ("
        + cause.errnoName()
        + "); its last words: "
        + lastLines(log)
        + ". Report this with the whole log and the kernel's version.";
  }

  private static String lastLines(String log) {
    var lines = log.strip().lines().toList();
    return String.join(
        " | ", lines.subList(Math.max(0, lines.size() - MESSAGE_LINES), lines.size()));
  }
}

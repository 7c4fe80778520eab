package io.temper.agent.report.doctor;

import io.temper.bpf.Check;
import io.temper.bpf.Preflight;
import java.util.List;

/**
 * Whether this host can enforce a plan, question by question.
 *
 * @param checks the answers, in the order they were asked
 */
public record DoctorReport(List<Check> checks) {

  /** The three answers to "can this host enforce?". */
  public enum Answer {
    /** Everything that is needed is there. */
    YES,
    /** Something that is needed is missing. */
    NO,
    /** Nothing is known to be missing, but not everything could be asked. */
    UNKNOWN
  }

  /** Copies the list. */
  public DoctorReport {
    checks = List.copyOf(checks);
  }

  /**
   * Sums the checks up.
   *
   * @return the answer for the host as a whole
   */
  public Answer answer() {
    var result = Preflight.resultOf(checks);
    if (!result.mayAttach()) {
      return Answer.NO;
    }
    return result.findings().isEmpty() ? Answer.YES : Answer.UNKNOWN;
  }
}

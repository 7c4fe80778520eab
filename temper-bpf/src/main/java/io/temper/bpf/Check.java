package io.temper.bpf;

/**
 * One question to this host and its answer.
 *
 * @param id a stable name for programs, for example {@code another-scheduler}
 * @param verdict the answer
 * @param blocking whether the scheduler can attach only if the answer is yes
 * @param finding what was found, in one line
 * @param remedy what to do about it, in one line; empty if there is nothing to do
 */
public record Check(String id, Verdict verdict, boolean blocking, String finding, String remedy) {

  /** The three answers to a question. */
  public enum Verdict {
    /** Yes. */
    SUPPORTED,
    /** No, and the finding says why. */
    UNSUPPORTED,
    /** The question could not be answered; the finding says what stood in the way. */
    UNKNOWN
  }

  /** Checks that a program and a person can work with it. */
  public Check {
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException("a check's id has lower-case words: '" + id + "'");
    }
    if (finding.isBlank()) {
      throw new IllegalArgumentException("check " + id + " says nothing");
    }
    if (verdict != Verdict.SUPPORTED && remedy.isBlank()) {
      throw new IllegalArgumentException("check " + id + " refuses without a remedy");
    }
  }

  /**
   * Returns whether this answer alone keeps the scheduler from attaching.
   *
   * @return true for a blocking no; an unknown answer is left to the kernel to give
   */
  public boolean refuses() {
    return blocking && verdict == Verdict.UNSUPPORTED;
  }

  /**
   * Returns whether this answer leaves open if the scheduler can attach.
   *
   * @return true for an unknown answer to a question on which attaching depends
   */
  public boolean isOpen() {
    return blocking && verdict == Verdict.UNKNOWN;
  }

  /**
   * Creates a yes.
   *
   * @param id the question
   * @param finding what was found
   * @return the check
   */
  public static Check supported(String id, String finding) {
    return new Check(id, Verdict.SUPPORTED, true, finding, "");
  }

  /**
   * Creates a no that keeps the scheduler from attaching.
   *
   * @param id the question
   * @param finding why not
   * @param remedy what to do
   * @return the check
   */
  public static Check unsupported(String id, String finding, String remedy) {
    return new Check(id, Verdict.UNSUPPORTED, true, finding, remedy);
  }

  /**
   * Creates a no that takes something away but does not keep the scheduler from attaching.
   *
   * @param id the question
   * @param finding what is missing
   * @param remedy what to do
   * @return the check
   */
  public static Check advice(String id, String finding, String remedy) {
    return new Check(id, Verdict.UNSUPPORTED, false, finding, remedy);
  }

  /**
   * Creates an answer that could not be found out.
   *
   * @param id the question
   * @param finding what stood in the way
   * @param remedy how to find out
   * @return the check
   */
  public static Check unknown(String id, String finding, String remedy) {
    return new Check(id, Verdict.UNKNOWN, true, finding, remedy);
  }
}

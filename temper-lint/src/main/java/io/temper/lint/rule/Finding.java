package io.temper.lint.rule;

import io.temper.lint.rule.Outcome.CouldNotCheck;
import io.temper.lint.rule.Outcome.NotApplicable;
import io.temper.lint.rule.Outcome.Pass;
import io.temper.lint.rule.Outcome.Violation;
import java.util.List;

/**
 * What a rule says about one subject.
 *
 * @param subject what it is about
 * @param outcome what it says
 * @param part the part of the workload that it is about, such as a container; empty for the whole. Two findings
 *     of a rule about one subject are told apart by it
 * @param linesOf the part whose lines show it; empty for those of the whole
 */
public record Finding(Subject subject, Outcome outcome, String part, String linesOf) {
  /**
   * Creates one about the whole.
   *
   * @param subject what it is about
   * @param outcome what the rule says
   */
  public Finding(Subject subject, Outcome outcome) {
    this(subject, outcome, "");
  }

  /**
   * Creates one about a part, whose lines show it.
   *
   * @param subject what it is about
   * @param outcome what the rule says
   * @param part the part's name within the workload; empty for the whole
   */
  public Finding(Subject subject, Outcome outcome, String part) {
    this(subject, outcome, part, part);
  }

  /**
   * Returns the same about a part, whose lines show it unless {@link #withLinesOf} said whose do. By the part it is
   * another finding than that of the whole or of another part, in fingerprints and in what must last to count: what
   * may move from one part to another, such as the worst of several, is of the whole.
   *
   * @param value the part's name within the workload
   * @return a changed finding
   */
  public Finding ofPart(String value) {
    return new Finding(subject, outcome, value, linesOf.equals(part) ? value : linesOf);
  }

  /**
   * Returns the same, shown by the lines of a part without being about that part alone.
   *
   * @param value the part's name within the workload
   * @return a changed finding
   */
  public Finding withLinesOf(String value) {
    return new Finding(subject, outcome, part, value);
  }

  /**
   * Returns a violation.
   *
   * @param subject what breaks the rule
   * @param message how, in one sentence
   * @param evidence the same for programs
   * @return the finding
   */
  public static Finding violation(Subject subject, String message, Evidence evidence) {
    return new Finding(subject, new Violation(message, evidence));
  }

  /**
   * Returns the answer of a rule that looked at everything.
   *
   * @param violations what it found; may be empty
   * @return the violations, or one pass
   */
  public static List<Finding> orPass(List<Finding> violations) {
    return violations.isEmpty()
        ? List.of(new Finding(Subject.ALL, new Pass()))
        : List.copyOf(violations);
  }

  /**
   * Returns the answer of a rule that is about nothing here.
   *
   * @param why what there is none of
   * @return one finding
   */
  public static List<Finding> notApplicable(String why) {
    return List.of(new Finding(Subject.ALL, new NotApplicable(why)));
  }

  /**
   * Returns the answer of a rule that could not look.
   *
   * @param why what is missing
   * @return one finding
   */
  public static List<Finding> couldNotCheck(String why) {
    return List.of(new Finding(Subject.ALL, new CouldNotCheck(why)));
  }
}

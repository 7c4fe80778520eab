package io.temper.lint.rule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of a rule for one subject. There are these five and no more: a rule that could not look
 * never passes.
 */
public sealed interface Outcome {

  /**
   * Returns the name for programs.
   *
   * @return {@code pass}, {@code violation}, {@code suppressed}, {@code not_applicable} or {@code
   *     could_not_check}
   */
  String label();

  /**
   * Says what is to be said, for people.
   *
   * @return a sentence, or a part of one; empty for {@link Pass}
   */
  String text();

  /** All is as it should be. */
  record Pass() implements Outcome {
    @Override
    public String label() {
      return "pass";
    }

    @Override
    public String text() {
      return "";
    }
  }

  /**
   * Something is not as it should be.
   *
   * @param message what, in one sentence
   * @param evidence the same for programs
   */
  record Violation(String message, Evidence evidence) implements Outcome {
    @Override
    public String label() {
      return "violation";
    }

    @Override
    public String text() {
      return message;
    }
  }

  /**
   * Something is not as it should be, and somebody said that this is known.
   *
   * @param violation what
   * @param reason why it is left so
   * @param expiry the last day, in UTC, on which it is left so; null for ever
   */
  record Suppressed(
      Violation violation, String reason, @Nullable LocalDate expiry) implements Outcome {
    @Override
    public String label() {
      return "suppressed";
    }

    @Override
    public String text() {
      return violation.message() + " (suppressed" + (expiry == null ? "" : " until " + expiry)
          + ": " + reason + ")";
    }
  }

  /**
   * There is nothing that the rule is about.
   *
   * @param why what there is none of
   */
  record NotApplicable(String why) implements Outcome {
    @Override
    public String label() {
      return "not_applicable";
    }

    @Override
    public String text() {
      return why;
    }
  }

  /**
   * What the rule needs is not known, or not known for long enough.
   *
   * @param why what is missing
   */
  record CouldNotCheck(String why) implements Outcome {
    @Override
    public String label() {
      return "could_not_check";
    }

    @Override
    public String text() {
      return why;
    }
  }
}

package io.temper.lint.fact;

import io.temper.workload.PatternPart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A wish not to be told of violations, with the reason for it.
 *
 * @param rule the name of the rule
 * @param subject which subjects: {@code *} stands for any characters, {@code ?} for one
 * @param reason why; not blank
 * @param until the last day, in UTC, on which it counts; null for ever
 * @param origin where it is written, for messages
 */
public record Suppression(
    String rule, String subject, String reason, @Nullable LocalDate until, String origin) {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if rule, subject or reason are blank
   */
  public Suppression {
    requireText(rule, "rule");
    requireText(subject, "subject");
    requireText(reason, "reason");
  }

  /**
   * Tells whether it no longer counts.
   *
   * @param now the moment
   * @return true from the end of its last day on
   */
  public boolean isExpired(Instant now) {
    return until != null
        && !now.isBefore(until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /**
   * Tells whether it is about a subject of a rule.
   *
   * @param ruleName the name of the rule
   * @param subjectName the name of the subject
   * @return true if both are meant, expired or not
   */
  public boolean covers(String ruleName, String subjectName) {
    return rule.equals(ruleName) && new PatternPart(subject).matches(subjectName);
  }

  private static void requireText(String value, String part) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("the " + part + " of a suppression must not be blank");
    }
  }
}

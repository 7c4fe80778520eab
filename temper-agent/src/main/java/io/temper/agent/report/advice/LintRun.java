package io.temper.agent.report.advice;

import io.temper.lint.LintReport;
import io.temper.lint.LintResult;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What linting a list of pods, or this node, led to.
 *
 * @param source what was linted: the name of a text, or {@code this node}
 * @param at the moment that was looked at
 * @param parts one for the pods as they are written, and one for each plan
 */
public record LintRun(String source, Instant at, List<LintPart> parts) {
  /** Copies the list. */
  public LintRun {
    parts = List.copyOf(parts);
  }

  /**
   * A result with its node.
   *
   * @param node the node; empty if there is none to tell apart
   * @param result what became of a rule
   */
  public record Row(String node, LintResult result) {
    /** Returns node and subject: {@code node-1, layer critical}. */
    public String subject() {
      Subject subject = result.subject();
      if (node.isEmpty()) {
        return subject.toString();
      }
      return subject.kind() == Subject.Kind.NODE ? node : node + ", " + subject;
    }
  }

  /** Returns all results, part by part. */
  public List<Row> rows() {
    return parts.stream()
        .flatMap(part -> part.report().results().stream().map(one -> new Row(part.node(), one)))
        .toList();
  }

  /** Returns the results of one outcome. */
  public List<Row> rows(String outcome) {
    return rows().stream()
        .filter(row -> row.result().outcome().label().equals(outcome))
        .toList();
  }

  /** Returns how many results there are of one outcome. */
  public long count(String outcome) {
    return rows(outcome).size();
  }

  /** Returns how many violations there are of one severity. */
  public long count(Severity severity) {
    return rows("violation").stream()
        .filter(row -> row.result().severity() == severity)
        .count();
  }

  /** Returns the rules that were asked, by name. */
  public List<LintRule> rules() {
    return rows().stream()
        .map(row -> row.result().rule())
        .distinct()
        .sorted((left, right) -> left.id().compareTo(right.id()))
        .toList();
  }

  /** Returns how bad the worst violation is; empty without one. */
  public Optional<Severity> worst() {
    return reports().flatMap(report -> report.worst().stream()).min(Severity::compareTo);
  }

  private Stream<LintReport> reports() {
    return parts.stream().map(LintPart::report);
  }
}

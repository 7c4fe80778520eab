package io.temper.agent.report.advice;

import io.temper.agent.report.input.OtherKinds;
import io.temper.lint.LintReport;
import io.temper.lint.LintResult;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What linting a list of pods, or this node, led to.
 *
 * @param source what was linted: the name of a text, or {@code this node}
 * @param at the moment that was looked at
 * @param parts one for the pods as they are written, one for each plan, and one for what is in none
 * @param otherKinds how many objects of other kinds the text had, by kind; no rule looked at them
 */
public record LintRun(
    String source, Instant at, List<LintPart> parts, SortedMap<String, Integer> otherKinds) {
  /** What a run is of that an agent makes. */
  public static final String THIS_NODE = "this node";

  /** Copies the collections. */
  public LintRun {
    parts = List.copyOf(parts);
    otherKinds = Collections.unmodifiableSortedMap(new TreeMap<>(otherKinds));
  }

  /** Creates a run that passed nothing over. */
  public LintRun(String source, Instant at, List<LintPart> parts) {
    this(source, at, parts, new TreeMap<>());
  }

  /**
   * A result with its node.
   *
   * @param node the node; empty if there is none to tell apart
   * @param result what became of a rule
   */
  public record Row(String node, LintResult result) {
    /** Returns node, subject and the part of it: {@code node-1, layer critical}. */
    public String subject() {
      if (node.isEmpty()) {
        return result.about();
      }
      if (result.subject().kind() != Subject.Kind.NODE) {
        return node + ", " + result.about();
      }
      return result.part().isEmpty() ? node : node + ", " + result.part();
    }
  }

  /** Says what was linted; of a node also when, since that may be minutes ago. */
  public String heading() {
    return source.equals(THIS_NODE) ? source + " at " + at : source;
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

  /** Says which objects no rule looked at; empty if there are none. */
  public Optional<String> passedOver() {
    int count = otherKinds.values().stream().mapToInt(Integer::intValue).sum();
    return count == 0
        ? Optional.empty()
        : Optional.of(
            (count == 1 ? "1 object of another kind was" : count + " objects of other kinds were")
                + " not looked at: " + OtherKinds.text(otherKinds));
  }

  /** Returns how bad the worst violation is; empty without one. */
  public Optional<Severity> worst() {
    return reports().flatMap(report -> report.worst().stream()).min(Severity::compareTo);
  }

  private Stream<LintReport> reports() {
    return parts.stream().map(LintPart::report);
  }
}

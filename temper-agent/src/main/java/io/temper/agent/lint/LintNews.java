package io.temper.agent.lint;

import io.temper.lint.LintReport;
import io.temper.lint.LintResult;
import io.temper.lint.rule.LintScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tells of violations of this node once when they come and once when they go, so that one that stays
 * fills no log, and a few of many. For one thread.
 */
final class LintNews {
  /** So many lines at a time; the rest is told by number. */
  private static final int MOST_LINES = 10;

  private Set<String> known = Set.of();

  /**
   * One line of the log.
   *
   * @param isBad whether a violation came, rather than went
   * @param text what happened
   */
  record Line(boolean isBad, String text) {}

  /** Returns what is new in a report, and what is gone. */
  List<Line> since(LintReport report) {
    List<LintResult> violations = report.violations().stream()
        .filter(result -> result.rule().scope() == LintScope.NODE)
        .toList();
    List<Line> lines = new ArrayList<>();
    violations.stream()
        .filter(result -> !known.contains(key(result)))
        .forEach(result ->
            lines.add(new Line(true, result.id() + ": " + result.outcome().text())));
    Set<String> now = violations.stream().map(LintNews::key).collect(Collectors.toSet());
    Set<String> gone = new TreeSet<>(known);
    gone.removeAll(now);
    gone.forEach(key -> lines.add(new Line(false, key + " is no longer violated")));
    known = now;
    return shortened(lines);
  }

  private static List<Line> shortened(List<Line> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<Line> few = new ArrayList<>(lines.subList(0, MOST_LINES));
    few.add(new Line(true, (lines.size() - MOST_LINES) + " more; see 'temper lint'"));
    return few;
  }

  private static String key(LintResult result) {
    return result.id() + " (" + result.about() + ")";
  }
}

package io.temper.lint.fact;

import io.temper.lint.fact.Suppressions.Fault;
import io.temper.workload.AnnotationPrefixes;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadSet;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads suppressions off the annotations of workloads. The key is {@code lint-ignore.}, a prefix that
 * annotations of Temper have, and the name of a rule; the value is the reason, at whose end an expiry may
 * stand in parentheses:
 *
 * <pre>{@code
 * lint-ignore.temper.io/critical_without_request: "a probe, uses no CPU (until 2027-01-31)"
 * }</pre>
 */
public final class SuppressionNotes {
  private static final String BEGIN = "lint-ignore.";
  private static final Pattern EXPIRY = Pattern.compile("(?s)(.*)\\(until ([^()]{1,40})\\)\\s*");

  private static final String YEAR_IN_PARENTHESES = "\\(\\s*until\\b[^()]*\\b\\d{4}\\b[^()]*\\)";

  private static final String DAY_OR_MONTH =
      "\\d{4}-\\d{1,2}|\\d{4}[./]\\d{1,2}[./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./]\\d{4}";

  /** Meant as an expiry, but not written as one: read as a part of the reason it would never come. */
  private static final Pattern LOOSE_EXPIRY = Pattern.compile(
      "(?is).*(" + YEAR_IN_PARENTHESES + "|\\buntil\\W{0,3}(" + DAY_OR_MONTH + ")).*");

  private final AnnotationPrefixes prefixes;
  private final Set<String> rules;

  /**
   * Creates a reader.
   *
   * @param prefixes the prefixes of Temper's annotations
   * @param rules the names of the rules that there are
   */
  public SuppressionNotes(AnnotationPrefixes prefixes, Set<String> rules) {
    this.prefixes = prefixes;
    this.rules = Set.copyOf(rules);
  }

  /**
   * Reads the annotations of workloads.
   *
   * @param workloads the workloads
   * @return what they suppress, each for itself, in the order of the workloads and keys
   */
  public Suppressions read(WorkloadSet workloads) {
    List<Suppression> all = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Workload workload : workloads) {
      for (Map.Entry<String, String> note : new TreeMap<>(workload.annotations()).entrySet()) {
        String rule = ruleOf(note.getKey());
        if (rule != null) {
          add(workload, rule, note, all, faults);
        }
      }
    }
    return new Suppressions(all, faults);
  }

  private void add(
      Workload workload,
      String rule,
      Map.Entry<String, String> note,
      List<Suppression> all,
      List<Fault> faults) {
    String subject = workload.id().toString();
    String origin = "annotation " + note.getKey() + " of " + subject;
    try {
      all.add(read(rule, subject, note.getValue(), origin));
    } catch (IllegalArgumentException e) {
      faults.add(new Fault(workload.id(), origin, String.valueOf(e.getMessage())));
    }
  }

  private Suppression read(String rule, String subject, String value, String origin) {
    if (!rules.contains(rule)) {
      throw new IllegalArgumentException("there is no rule '" + rule + "'");
    }
    Matcher expiry = EXPIRY.matcher(value);
    if (expiry.matches()) {
      return new Suppression(rule, subject, expiry.group(1).strip(), date(expiry.group(2)), origin);
    }
    if (LOOSE_EXPIRY.matcher(value).matches()) {
      throw new IllegalArgumentException("the day in '" + value.strip()
          + "' would not count; end the reason with it, as in (until 2027-01-31)");
    }
    return new Suppression(rule, subject, value.strip(), null, origin);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no date; write it as in 2027-01-31", e);
    }
  }

  private @Nullable String ruleOf(String key) {
    for (String start : prefixes.keysOf("")) {
      if (key.startsWith(BEGIN + start)) {
        return key.substring(BEGIN.length() + start.length());
      }
    }
    return null;
  }
}

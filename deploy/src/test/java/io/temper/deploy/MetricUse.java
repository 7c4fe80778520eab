package io.temper.deploy;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A metric in an expression of Prometheus, with the labels that it is selected by.
 *
 * @param name of the metric
 * @param selector what stands between the braces; empty if nothing
 */
record MetricUse(String name, String selector) {
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:temper|kube)_[a-z_]+)(?:\\{([^}]*)\\})?");
  private static final Pattern LABEL =
      Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");

  /** Returns what an expression uses. */
  static Stream<MetricUse> in(String expression) {
    return METRIC
        .matcher(expression)
        .results()
        .map(found -> new MetricUse(found.group(1), found.group(2) == null ? "" : found.group(2)));
  }

  /** Returns the labels that an expression groups or joins by. */
  static Set<String> groupings(String expression) {
    Set<String> labels = new LinkedHashSet<>();
    GROUPING
        .matcher(expression)
        .results()
        .flatMap(found -> Stream.of(found.group(1).split(",")))
        .map(String::trim)
        .forEach(labels::add);
    return labels;
  }

  Set<String> labels() {
    Set<String> names = new LinkedHashSet<>();
    LABEL.matcher(selector).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  /** Returns the values that a label is compared with, those of an alternation one by one. */
  Stream<String> valuesOf(String label) {
    Matcher matcher = LABEL.matcher(selector);
    return matcher
        .results()
        .filter(found -> found.group(1).equals(label))
        .flatMap(found -> Stream.of(found.group(2).split("\\|")));
  }
}

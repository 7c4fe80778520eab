package io.temper.k8s.migrate;

import io.temper.workload.AnnotationPrefixes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which names are old, and what takes their place. */
final class OldNames {
  /** Under which the project shipped before. */
  static final String BEFORE = "infera";

  private static final String NOW = "temper";
  private static final AnnotationPrefixes PREFIXES = AnnotationPrefixes.STANDARD;

  /** The node label that the documentation chose for canaries. */
  private static final String CANARY = BEFORE + "-canary";

  /** Metrics, and those that kube-state-metrics makes of annotations and labels. */
  private static final Pattern METRIC = Pattern.compile("(?<![A-Za-z0-9_])" + BEFORE
      + "_[a-z0-9_]+|(?:annotation|label)_(?:infera_io|temper_codes)_[a-z0-9_]+");

  private static final Set<String> SAME_METRICS = Set.of(BEFORE + "_lint_violation");

  private OldNames() {}

  /** Returns the key that takes the place of an annotation's or label's; empty if that is none of ours. */
  static Optional<String> key(String old) {
    if (old.equals(CANARY)) {
      return Optional.of(NOW + "-canary");
    }
    return PREFIXES.aliases().stream()
        .filter(old::startsWith)
        .findFirst()
        .map(alias -> PREFIXES.primary() + old.substring(alias.length()));
  }

  /** Returns the part of a key after its prefix. */
  static String part(String key) {
    return key.substring(key.indexOf('/') + 1);
  }

  /** Returns the prefixes that are read and no longer written. */
  static List<String> prefixes() {
    return PREFIXES.aliases();
  }

  /** Returns the class that takes the place of a priority class; empty if that is none of ours. */
  static Optional<String> priorityClass(String old) {
    String start = BEFORE + "-";
    return old.startsWith(start) && old.length() > start.length()
        ? Optional.of(NOW + "-" + old.substring(start.length()))
        : Optional.empty();
  }

  /** Returns the names of metrics in a text. */
  static SortedSet<String> metrics(String text) {
    SortedSet<String> found = new TreeSet<>();
    for (Matcher matcher = METRIC.matcher(text); matcher.find(); ) {
      found.add(matcher.group());
    }
    return found;
  }

  /** Returns the name that takes the place of a metric's; empty if Temper has none that means the same. */
  static String metric(String old) {
    if (!old.startsWith(BEFORE)) {
      return old.replaceFirst("infera_io|temper_codes", "temper_io");
    }
    return SAME_METRICS.contains(old) ? NOW + old.substring(BEFORE.length()) : "";
  }

  /** Tells whether an object is of the chart of before. */
  static boolean isOfOldChart(ClusterObject object) {
    var labels = object.labels();
    return labels.getOrDefault("helm.sh/chart", "").startsWith(BEFORE + "-")
        || labels.getOrDefault("app.kubernetes.io/name", "").equals(BEFORE)
        || labels.getOrDefault("app.kubernetes.io/part-of", "").equals(BEFORE)
        || (object.kind().equals("DaemonSet") && object.name().startsWith(BEFORE + "-agent"));
  }
}

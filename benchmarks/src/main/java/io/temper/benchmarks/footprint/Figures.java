package io.temper.benchmarks.footprint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, by arm and quantity, in the order in which it first came. */
final class Figures {
  private final Map<String, List<Double>> values = new LinkedHashMap<>();

  void add(Arm arm, String quantity, double value) {
    values
        .computeIfAbsent(arm.name() + " | " + quantity, key -> new ArrayList<>())
        .add(value);
  }

  /** Returns a table in Markdown: count, smallest, median, largest. */
  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| arm | quantity | n | min | median | max |");
    lines.add("|---|---|---:|---:|---:|---:|");
    values.forEach((key, all) -> {
      Collections.sort(all);
      lines.add(String.format(
          Locale.ROOT,
          "| %s | %d | %.3g | %.3g | %.3g |",
          key,
          all.size(),
          all.get(0),
          median(all),
          all.get(all.size() - 1)));
    });
    return lines;
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}

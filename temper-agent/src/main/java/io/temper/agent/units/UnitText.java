package io.temper.agent.units;

import io.temper.tier.Tier;
import io.temper.workload.CpuQuantity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads the section {@code [X-Temper]} of the files of one unit, one after the other: what a later one says
 * counts, and an empty value takes back what was said. All other sections are systemd's. For one unit.
 */
final class UnitText {
  static final String SECTION = "[X-Temper]";

  private static final String TIER = "Tier";
  private static final String REQUEST = "Request";

  private final Consumer<UnitProblem> problems;
  private UnitSettings settings = UnitSettings.NONE;
  private boolean inSection;

  /**
   * Creates a reader that has read nothing.
   *
   * @param problems hears what cannot be used
   */
  UnitText(Consumer<UnitProblem> problems) {
    this.problems = problems;
  }

  /** Returns what the files say. */
  UnitSettings settings() {
    return settings;
  }

  /**
   * Reads one more file.
   *
   * @param file where it is, for messages
   * @param lines what it holds
   */
  void read(Path file, List<String> lines) {
    inSection = false;
    var joined = new StringBuilder();
    int first = 1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("#") || line.startsWith(";")) {
        // Also between the lines of one that is continued.
        continue;
      }
      first = joined.isEmpty() ? i + 1 : first;
      boolean goesOn = line.endsWith("\\") && i + 1 < lines.size();
      joined.append(goesOn ? line.substring(0, line.length() - 1) + " " : line);
      if (!goesOn) {
        take(file, first, joined.toString().strip());
        joined.setLength(0);
      }
    }
    take(file, first, joined.toString().strip());
  }

  private void take(Path file, int number, String line) {
    if (line.startsWith("[")) {
      inSection = line.equals(SECTION);
    } else if (inSection && !line.isEmpty()) {
      int equals = line.indexOf('=');
      try {
        set(
            line.substring(0, Math.max(0, equals)).strip(),
            line.substring(equals + 1).strip());
      } catch (IllegalArgumentException e) {
        problems.accept(
            new UnitProblem(file, number, String.valueOf(e.getMessage()), "see docs/systemd.md"));
      }
    }
  }

  private void set(String key, String value) {
    switch (key) {
      case TIER -> settings = settings.withTier(value.isEmpty() ? null : tier(value));
      case REQUEST ->
        settings =
            settings.withRequest(value.isEmpty() ? CpuQuantity.ZERO : CpuQuantity.parse(value));
      default ->
        throw new IllegalArgumentException(
            (key.isEmpty() ? "this is no assignment" : "there is no key '" + key + "'") + " in "
                + SECTION + ": write " + TIER + "=TIER or " + REQUEST + "=CPUS");
    }
  }

  private static Tier tier(String label) {
    Optional<Tier> tier = Tier.ofLabel(label);
    return tier.orElseThrow(() -> new IllegalArgumentException("there is no tier '" + label
        + "': write one of "
        + Arrays.stream(Tier.values()).map(Tier::label).collect(Collectors.joining(", "))));
  }
}

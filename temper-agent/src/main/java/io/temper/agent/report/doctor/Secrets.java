package io.temper.agent.report.doctor;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The values of a configuration that nobody else may read, to be taken out of texts. Which they are is
 * told by the names of their keys, so that one in a file with faults is found, too.
 *
 * @param values the values
 */
public record Secrets(List<String> values) {
  /** What stands where a secret was. */
  public static final String MARK = "(left out)";

  private static final int SHORTEST = 4;
  private static final Pattern NAME = Pattern.compile(
      ".*(token|secret|passw|credential|private|api_?key).*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ASSIGNMENT =
      Pattern.compile("([A-Za-z0-9_.\"-]+)\\s*[=:]\\s*(?:\"([^\"\\n]*)\"|'([^'\\n]*)')");

  /** Copies the list, the longest first, so that none is left because a part of it was taken out. */
  public Secrets {
    values = values.stream()
        .sorted((a, b) -> Integer.compare(b.length(), a.length()))
        .toList();
  }

  /** Tells whether the name of a key says that its value is secret. */
  public static boolean isSecret(String key) {
    return NAME.matcher(key).matches();
  }

  /** Finds the secrets of a configuration file, TOML or JSON, right or wrong. */
  public static Secrets of(String configuration) {
    return new Secrets(ASSIGNMENT
        .matcher(configuration)
        .results()
        .filter(found -> isSecret(found.group(1)))
        .map(found -> found.group(2) == null ? found.group(3) : found.group(2))
        .filter(value -> value.length() >= SHORTEST)
        .distinct()
        .toList());
  }

  /** Returns a text without them. */
  public String takenOutOf(String text) {
    String without = text;
    for (String value : values) {
      without = without.replace(value, MARK);
    }
    return without;
  }
}

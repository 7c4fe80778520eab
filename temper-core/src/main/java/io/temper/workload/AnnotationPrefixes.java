package io.temper.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * The prefixes under which an annotation of Temper may stand: all are read, the primary one is
 * written and wins where several disagree.
 *
 * @param primary the prefix that is written; ends with a slash
 * @param aliases further prefixes that are read, by falling precedence; each ends with a slash
 */
public record AnnotationPrefixes(String primary, List<String> aliases) {
  /** {@code temper.io/}, and the names that the project had before. */
  public static final AnnotationPrefixes STANDARD =
      new AnnotationPrefixes("temper.io/", List.of("infera.io/", "temper.codes/"));

  /**
   * Checks the prefixes.
   *
   * @throws IllegalArgumentException if one does not end with a slash
   */
  public AnnotationPrefixes {
    aliases = List.copyOf(aliases);
    requireSlash(primary);
    aliases.forEach(AnnotationPrefixes::requireSlash);
  }

  /**
   * Returns the keys under which a name may stand.
   *
   * @param name the key's last part, for example {@code tier}
   * @return full keys by falling precedence, the primary one first
   */
  public List<String> keysOf(String name) {
    List<String> keys = new ArrayList<>();
    keys.add(primary + name);
    aliases.forEach(alias -> keys.add(alias + name));
    return List.copyOf(keys);
  }

  private static void requireSlash(String prefix) {
    if (prefix.length() < 2 || !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "an annotation prefix must end with a slash, such as temper.io/: '" + prefix + "'");
    }
  }
}

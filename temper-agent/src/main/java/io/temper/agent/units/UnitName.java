package io.temper.agent.units;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a unit as systemd writes it, escapes included: {@code foo-bar@one.service}, {@code
 * dev-disk\x2d1.scope}.
 *
 * @param text the whole name
 */
record UnitName(String text) {
  static final String SERVICE = ".service";
  static final String SCOPE = ".scope";
  static final String SLICE = ".slice";

  private static final List<String> TYPES = List.of(SERVICE, SCOPE, SLICE);

  /** Returns the unit that a control group of this name is; empty if it is none of these three types. */
  static Optional<UnitName> ofGroup(String name) {
    return TYPES.stream()
        .filter(type -> name.length() > type.length() && name.endsWith(type))
        .findFirst()
        .map(unused -> new UnitName(name));
  }

  boolean isSlice() {
    return text.endsWith(SLICE);
  }

  /** Returns the type with its dot. */
  String type() {
    return text.substring(text.lastIndexOf('.'));
  }

  /** Returns the files that may define it, the more specific first: its own, that of its template. */
  List<String> files() {
    String stem = stem();
    return isInstance(stem) ? List.of(text, templateOf(stem) + type()) : List.of(text);
  }

  /**
   * Returns the folders of its drop-ins, the more specific first: its own, those of its template, and the
   * same for each prefix that ends with a dash.
   */
  List<String> dropInFolders() {
    Set<String> stems = new LinkedHashSet<>();
    addStems(stem(), stems);
    return stems.stream().map(stem -> stem + type() + ".d").toList();
  }

  /** A shorter instance has that instance; a shorter template is no template any more. */
  private static void addStems(String stem, Set<String> stems) {
    stems.add(stem);
    if (isInstance(stem)) {
      addStems(templateOf(stem), stems);
    }
    String prefix = prefixOf(stem);
    int dash = prefix.lastIndexOf('-', prefix.length() - 2);
    if (dash > 0) {
      String instance = isInstance(stem) ? stem.substring(prefix.length()) : "";
      addStems(prefix.substring(0, dash + 1) + instance, stems);
    }
  }

  private String stem() {
    return text.substring(0, text.lastIndexOf('.'));
  }

  private static String prefixOf(String stem) {
    int at = stem.indexOf('@');
    return at < 0 ? stem : stem.substring(0, at);
  }

  private static boolean isInstance(String stem) {
    int at = stem.indexOf('@');
    return at >= 0 && at < stem.length() - 1;
  }

  private static String templateOf(String stem) {
    return prefixOf(stem) + "@";
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.temper.lab.debian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Debian's format of stanzas: {@code Field: value} lines, continued by indented lines, separated by
 * empty lines; a line that starts with {@code #} is a comment.
 */
final class Deb822 {
  private Deb822() {}

  /**
   * Reads stanzas.
   *
   * @param lines the text
   * @return each stanza as a map from the field's name in lower case to its value; continued lines
   *     are joined by a line end
   */
  static List<Map<String, String>> parse(List<String> lines) {
    var stanzas = new ArrayList<Map<String, String>>();
    var stanza = new LinkedHashMap<String, String>();
    String field = "";
    for (String line : lines) {
      if (line.startsWith("#")) {
        continue;
      }
      if (line.isBlank()) {
        finish(stanza, stanzas);
      } else if (Character.isWhitespace(line.charAt(0))) {
        stanza.computeIfPresent(field, (name, value) -> (value + "\n" + line.strip()).strip());
      } else if (line.indexOf(':') > 0) {
        int colon = line.indexOf(':');
        field = line.substring(0, colon).toLowerCase(Locale.ROOT);
        stanza.put(field, line.substring(colon + 1).strip());
      }
    }
    finish(stanza, stanzas);
    return stanzas;
  }

  private static void finish(Map<String, String> stanza, List<Map<String, String>> stanzas) {
    if (!stanza.isEmpty()) {
      stanzas.add(Map.copyOf(stanza));
      stanza.clear();
    }
  }
}

package io.temper.k8s.migrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands as a POSIX shell reads them. */
final class Shell {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/-]+");

  private Shell() {}

  /** Returns a command whose words are what is given, whatever is in them. */
  static String command(String... words) {
    return Arrays.stream(words).map(Shell::quoted).collect(Collectors.joining(" "));
  }

  /** The same. */
  static String command(List<String> words) {
    return command(words.toArray(String[]::new));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** Tells whether a text passes a terminal and a clipboard unchanged. */
  static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  /** Tells whether names mean in an expression of sed what they are. */
  static boolean canEdit(List<Rename> names) {
    return names.stream()
        .allMatch(name -> NAME.matcher(name.old()).matches()
            && (name.now().isEmpty() || NAME.matcher(name.now()).matches()));
  }

  /** Returns a call of sed that puts the new names in the place of the old ones; to which words are added. */
  static List<String> sed(List<Rename> names, String... options) {
    return sed(names, "", List.of(options));
  }

  /** The same in JSON, for names that are whole texts there: longer ones that have them in them stay. */
  static List<String> sedOfJson(List<Rename> names) {
    return sed(names, "\"", List.of());
  }

  private static List<String> sed(List<Rename> names, String quote, List<String> options) {
    List<String> words = new ArrayList<>(List.of("sed"));
    words.addAll(options);
    names.stream()
        .filter(name -> !name.now().isEmpty())
        .map(name -> "s#" + quote + name.old().replace(".", "\\.") + quote + "#" + quote
            + name.now() + quote + "#g")
        .distinct()
        .forEach(expression -> words.addAll(List.of("-e", expression)));
    return words;
  }
}

package io.temper.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what was meant by a word that does not exist. */
final class Nearest {
  /** More typing errors than these in one word, and it is probably another word. */
  private static final int MOST_ERRORS = 2;

  private Nearest() {}

  /** Returns {@code "did you mean 'x'? "}, or nothing if no word is near. */
  static String hint(String word, Collection<String> known) {
    return of(word, known).map(near -> "did you mean '" + near + "'? ").orElse("");
  }

  /** Returns the word that the fewest typing errors lead from. */
  static Optional<String> of(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> errors(word, candidate) <= MOST_ERRORS)
        .min(Comparator.comparingInt(candidate -> errors(word, candidate)));
  }

  /** Returns how many characters must be added, removed or replaced. */
  private static int errors(String from, String to) {
    if (Math.abs(from.length() - to.length()) > MOST_ERRORS) {
      return MOST_ERRORS + 1;
    }
    int[] above = new int[to.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[above.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}

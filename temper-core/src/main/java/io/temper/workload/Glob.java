package io.temper.workload;

import java.util.List;
import java.util.function.BiPredicate;

/** Matches a sequence against one that has wildcards, in time of the product of their lengths. */
final class Glob {
  private static final int NOWHERE = -1;

  private Glob() {}

  /**
   * Tells whether a pattern stands for a sequence.
   *
   * @param any the element of the pattern that stands for any number of elements, none included
   * @param same tells whether another element of the pattern stands for an element
   */
  static <T> boolean matches(List<T> pattern, List<T> sequence, T any, BiPredicate<T, T> same) {
    int p = 0;
    int s = 0;
    int lastAny = NOWHERE;
    int takenByIt = 0;
    while (s < sequence.size()) {
      if (p < pattern.size() && pattern.get(p).equals(any)) {
        lastAny = p++;
        takenByIt = s;
      } else if (p < pattern.size() && same.test(pattern.get(p), sequence.get(s))) {
        p++;
        s++;
      } else if (lastAny != NOWHERE) {
        // It takes one more, and what follows it is tried again behind that.
        p = lastAny + 1;
        s = ++takenByIt;
      } else {
        return false;
      }
    }
    return pattern.subList(p, pattern.size()).stream().allMatch(any::equals);
  }
}

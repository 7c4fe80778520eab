package io.temper.runtime.status;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tells of many things alike without filling a page: of the first few, and how many more there are. */
public final class FirstFew {
  private FirstFew() {}

  /**
   * Returns the sentences.
   *
   * @param <T> what the things are
   * @param most how many things are told of by themselves; positive
   * @param things all of them, in the order in which they are told of
   * @param sentence tells of one
   * @param more what the last sentence says of the others, after their number: {@code more pods cannot be
   *     used either}
   * @return a sentence for each of the first, and one for all others if there are any
   */
  public static <T> List<String> sentences(
      int most, List<T> things, Function<? super T, String> sentence, String more) {
    List<String> sentences = new ArrayList<>();
    things.stream().limit(most).map(sentence).forEach(sentences::add);
    if (things.size() > most) {
      sentences.add((things.size() - most) + " " + more);
    }
    return List.copyOf(sentences);
  }
}

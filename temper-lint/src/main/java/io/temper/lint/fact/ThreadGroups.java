package io.temper.lint.fact;

import java.util.List;

/**
 * The threads of applications that profiles speak of.
 *
 * @param threads each thread once
 */
public record ThreadGroups(List<ThreadGroupPlacement> threads) {
  /** Copies the list. */
  public ThreadGroups {
    threads = List.copyOf(threads);
  }
}

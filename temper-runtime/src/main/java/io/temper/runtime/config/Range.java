package io.temper.runtime.config;

import java.util.function.Function;

/** The smallest and the largest value that make sense; both included. */
record Range<T extends Comparable<T>>(T smallest, T largest) {

  boolean contains(T value) {
    return value.compareTo(smallest) >= 0 && value.compareTo(largest) <= 0;
  }

  /** Returns {@code x to y}. */
  String described(Function<T, String> text) {
    return text.apply(smallest) + " to " + text.apply(largest);
  }

  /**
   * Refuses a value out of range.
   *
   * @throws IllegalArgumentException with the name, the range and the value
   */
  void require(String what, T value, Function<T, String> text) {
    if (!contains(value)) {
      throw new IllegalArgumentException(
          what + " must be " + described(text) + ", not " + text.apply(value));
    }
  }
}

package io.temper.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses the absence of a field. What must be there is declared so in the records, but a document
 * need not obey, and the library fills in null.
 */
final class Absent {
  private Absent() {}

  /** Returns {@code value}, which must be there. */
  static <T> T require(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("the field '" + field + "' is missing");
    }
    return value;
  }

  /** Returns a copy of {@code values}, which must be there, and each of them too. */
  static <T> List<T> requireList(String field, @Nullable List<T> values) {
    for (T value : require(field, values)) {
      require("item of " + field, value);
    }
    return List.copyOf(values);
  }
}

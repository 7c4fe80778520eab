package io.temper.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;

/** One thing that is wrong in a document, where, and what to do about it. */
record Fault(@Nullable TokenStreamLocation place, String problem, String remedy) {

  /** Returns the line {@code source:line:column: problem; remedy}, without what it has not of the place. */
  String sentence(String source) {
    String where = place == null || place.getLineNr() < 1
        ? source
        : source + ":" + place.getLineNr() + ":" + Math.max(1, place.getColumnNr());
    String begin = where.isEmpty() ? "" : where + ": ";
    // One line, whatever the document has in its values: a line more would be a fault more.
    return (begin + problem + "; " + remedy).replaceAll("\\s*\\R\\s*", " ");
  }
}

package io.temper.json;

import io.temper.TemperException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;

/** A text is not the JSON document that was asked for. Nothing of it is used. */
public final class JsonFormatException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** The name of the text. */
  private final String source;

  /** From 1; 0 if unknown. */
  private final int line;

  /** From 1; 0 if unknown. */
  private final int column;

  JsonFormatException(
      String source,
      @Nullable TokenStreamLocation place,
      String problem,
      String remedy,
      @Nullable Throwable cause) {
    super(prefix(source, place) + problem + "; " + remedy, cause);
    this.source = source;
    this.line = place == null ? 0 : Math.max(0, place.getLineNr());
    this.column = place == null ? 0 : Math.max(0, place.getColumnNr());
  }

  /**
   * Returns the name of the text.
   *
   * @return usually a file name
   */
  public String source() {
    return source;
  }

  /**
   * Returns the line of the fault.
   *
   * @return from 1; 0 if the fault has no single place
   */
  public int line() {
    return line;
  }

  /**
   * Returns the column of the fault.
   *
   * @return from 1; 0 if the fault has no single place
   */
  public int column() {
    return column;
  }

  private static String prefix(String source, @Nullable TokenStreamLocation place) {
    return place == null || place.getLineNr() < 1
        ? source + ": "
        : source + ":" + place.getLineNr() + ":" + Math.max(1, place.getColumnNr()) + ": ";
  }
}

package io.temper.k8s.text;

import io.temper.TemperException;
import org.jspecify.annotations.Nullable;

/**
 * A text could not be read: the file is missing, or it is not what {@code kubectl} prints or an API
 * server sends (broken JSON or YAML, an end too early, text where an object belongs). Nothing of it is
 * used.
 */
public final class UnreadableTextException extends TemperException {
  private static final long serialVersionUID = 1L;

  /** The name of the text. */
  private final String source;

  /** From 1; 0 if unknown. */
  private final int line;

  /** From 1; 0 if unknown. */
  private final int column;

  /**
   * Creates an exception.
   *
   * @param source the name of the text
   * @param position where the fault is
   * @param problem what is wrong
   * @param remedy what to do about it
   * @param cause what found it; null if nothing else did
   */
  public UnreadableTextException(
      String source, Position position, String problem, String remedy, @Nullable Throwable cause) {
    super(position.in(source) + ": " + problem + "; " + remedy, cause);
    this.source = source;
    this.line = position.line();
    this.column = position.column();
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
   * @return from 1; 0 if unknown
   */
  public int line() {
    return line;
  }

  /**
   * Returns the column of the fault.
   *
   * @return from 1; 0 if unknown
   */
  public int column() {
    return column;
  }
}

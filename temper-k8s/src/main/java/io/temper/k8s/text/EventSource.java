package io.temper.k8s.text;

/**
 * A text of one or more JSON or YAML documents as a stream of events, so that what is read from it
 * is written down once for both. Holds one event at a time, whatever the size of the text.
 *
 * <p>All methods throw {@link UnreadableTextException} where the text breaks the rules of its
 * format.
 */
public interface EventSource extends AutoCloseable {

  /**
   * Moves to the next event.
   *
   * @return the event; {@link Event#END_OF_INPUT} once nothing is left
   */
  Event next();

  /**
   * Returns the text of the current {@link Event#KEY}, {@link Event#TEXT} or {@link Event#ALIAS}.
   *
   * @return the text
   */
  String text();

  /** After a {@code START} event: moves to the {@code END} event that belongs to it. */
  void skipChildren();

  /**
   * Returns where the current event starts.
   *
   * @return line and column, as far as they are known
   */
  Position position();

  @Override
  void close();
}

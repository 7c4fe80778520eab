package io.temper.runtime.feed;

/**
 * Brings what a source tells. Never waits, never throws.
 *
 * @param <T> what the source tells
 */
@FunctionalInterface
public interface Feed<T> {

  /**
   * Returns the newest that is known.
   *
   * @return the reading; the same object as long as nothing was heard
   */
  Reading<T> latest();
}

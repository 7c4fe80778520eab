package io.temper.k8s.watch;

/**
 * What an API server tells of a watch.
 *
 * @param <T> what is kept of an object
 */
sealed interface WatchEvent<T> {

  /**
   * An object was made or changed.
   *
   * @param object as it is now
   */
  record Present<T>(T object) implements WatchEvent<T> {}

  /**
   * An object is gone, or is none of the selection any more.
   *
   * @param object as it was last
   */
  record Gone<T>(T object) implements WatchEvent<T> {}

  /**
   * Nothing happened up to a state.
   *
   * @param resourceVersion that state
   */
  record Bookmark<T>(String resourceVersion) implements WatchEvent<T> {}

  /**
   * The watch cannot go on.
   *
   * @param code as in an answer of HTTP; 410 if the state to go on from is too long ago
   * @param reason in the API server's words
   */
  record Failure<T>(int code, String reason) implements WatchEvent<T> {}
}

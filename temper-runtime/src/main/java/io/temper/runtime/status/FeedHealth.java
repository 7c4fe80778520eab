package io.temper.runtime.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a source is doing.
 *
 * @param name what it tells about
 * @param problem why its last answer failed, or that it does not answer; null if it is well
 * @param age how old its last complete answer is, which is gone by; null until there was one
 * @param failures how often it failed so far
 */
public record FeedHealth(
    String name, @Nullable String problem, @Nullable Duration age, long failures) {

  /**
   * Tells whether it ever gave a complete answer.
   *
   * @return true if it did
   */
  public boolean known() {
    return age != null;
  }
}

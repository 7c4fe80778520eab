package io.temper.spring;

/** Knows what Temper does for this application. Never waits; for any thread. */
@FunctionalInterface
public interface TemperStateSource {

  /**
   * Tells the state.
   *
   * @return the state now
   */
  TemperState state();
}

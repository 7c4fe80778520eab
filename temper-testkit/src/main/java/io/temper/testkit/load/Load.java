package io.temper.testkit.load;

import java.util.function.IntUnaryOperator;

/**
 * What the threads of a container do: each works for a while, sleeps for a while, and so on. A thread
 * that waits for a CPU gets to its next sleep later and sleeps no less; so what it would do without
 * waiting is known.
 *
 * @param workSeconds CPU time of a piece of work, on average; above 0
 * @param sleepSeconds length of a sleep, on average; 0 for threads that never sleep
 * @param variation how pieces and sleeps vary: 0 for always the same, 1 for exponentially distributed
 * @param threads how many threads are at work, by the minute
 */
public record Load(
    double workSeconds, double sleepSeconds, double variation, IntUnaryOperator threads) {
  /**
   * Returns a load of as many threads all of the time.
   *
   * @param workSeconds CPU time of a piece of work, on average
   * @param sleepSeconds length of a sleep, on average
   * @param variation 0 for always the same, 1 for exponentially distributed
   * @param threads how many threads
   * @return the load
   */
  public static Load steady(
      double workSeconds, double sleepSeconds, double variation, int threads) {
    return new Load(workSeconds, sleepSeconds, variation, minute -> threads);
  }

  /**
   * Returns a load of busy threads that never sleep.
   *
   * @param threads how many, by the minute
   * @return the load, which wants as many CPUs as it has threads
   */
  public static Load busy(IntUnaryOperator threads) {
    return new Load(0.02, 0, 0, threads);
  }
}

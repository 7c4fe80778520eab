package io.temper.rightsize;

/**
 * What the threads of a container want, in CPUs, without any margin.
 *
 * @param typical half of the time it wanted no more than this
 * @param steady it wanted more than this in less than 3 % of the time
 * @param recent what it wanted in most of the last minutes
 * @param burst it wanted more than this, if only for a short window, in less than 3 % of the minutes
 * @param startUp while starting up it wanted this; 0 if no start was seen
 * @param parallel in 5 % of the looks at least so many threads were runnable at once; 0 if nobody looked
 */
public record Demand(
    double typical, double steady, double recent, double burst, double startUp, double parallel) {
  /**
   * Returns what a request has to cover: a step up counts as soon as most of the last minutes show it, a
   * step down as it fades from the history.
   *
   * @return CPUs
   */
  public double level() {
    return Math.max(steady, recent);
  }
}

package io.temper.testkit.load;

import io.temper.rightsize.UsageHistory;
import io.temper.rightsize.usage.UsageSample;
import java.util.List;

/**
 * What a run gave.
 *
 * @param samples one a minute, as a sampler on the host would make them of short windows
 * @param used CPUs used, by the minute
 * @param wanted CPUs that the same threads use where nothing keeps them waiting, by the minute: the truth
 */
public record Trace(List<UsageSample> samples, List<Double> used, List<Double> wanted) {
  /** Copies the lists. */
  public Trace {
    samples = List.copyOf(samples);
    used = List.copyOf(used);
    wanted = List.copyOf(wanted);
  }

  /**
   * Returns the history of all samples.
   *
   * @return the history
   */
  public UsageHistory history() {
    return history(samples.size());
  }

  /**
   * Returns the history of the first samples.
   *
   * @param minutes how many
   * @return the history
   */
  public UsageHistory history(int minutes) {
    UsageHistory history = UsageHistory.EMPTY;
    for (UsageSample sample : samples.subList(0, minutes)) {
      history = history.plus(sample);
    }
    return history;
  }

  /**
   * Returns what the threads wanted, on average.
   *
   * @return CPUs
   */
  public double meanWanted() {
    return wanted.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}

package io.temper.agent.demo.measure;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All samples of a run and what follows from them.
 *
 * @param samples one per arm and round
 */
public record Results(List<Sample> samples) {
  public Results {
    samples = List.copyOf(samples);
  }

  /** Returns the arms measured, in the order of {@link Arm}. */
  public List<Arm> arms() {
    return samples.stream().map(Sample::arm).distinct().sorted().toList();
  }

  /** Returns the samples of {@code arm}, first round first. */
  public List<Sample> of(Arm arm) {
    return samples.stream()
        .filter(s -> s.arm() == arm)
        .sorted(Comparator.comparingInt(Sample::round))
        .toList();
  }

  /** Returns {@code metric} of {@code arm}, one value per round, first round first. */
  public List<Double> series(Arm arm, Metric metric) {
    return of(arm).stream().map(s -> s.value(metric)).toList();
  }

  /** Returns {@code metric} of {@code arm} over the rounds. */
  public Spread spread(Arm arm, Metric metric) {
    return Spread.of(series(arm, metric));
  }

  /** Returns every request of {@code arm} in all rounds. */
  public Latencies pooled(Arm arm) {
    return Latencies.pooled(of(arm).stream().map(Sample::latencies).toList());
  }

  /** Returns the ratio asked for, or empty when the run left out one of its arms. */
  public Optional<Ratio> ratio(RatioOf question) {
    if (of(question.numerator()).isEmpty() || of(question.denominator()).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Bootstrap.ratioOfMedians(
        series(question.numerator(), question.metric()),
        series(question.denominator(), question.metric())));
  }
}

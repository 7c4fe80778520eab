package io.temper.rightsize;

import io.temper.rightsize.usage.UsageSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of all {@link UsageSample}s of a container, or of all containers of one name: decaying
 * histograms and sums, of a size that does not grow with time. Immutable.
 *
 * <p>Histories add up: in which order samples and histories are added makes no difference beyond the
 * rounding of {@code double}, so those of several replicas or nodes can be joined.
 */
public final class UsageHistory {
  /** No samples yet. */
  public static final UsageHistory EMPTY = new UsageHistory(
      0,
      0,
      null,
      null,
      emptyHistograms(),
      DecayingWeights.none(Delays.HALF_LIFE, Signal.values().length),
      Delays.NONE);

  private final long samples;
  private final long restarts;
  private final @Nullable Instant first;
  private final @Nullable Instant last;
  private final Map<Kept, DecayingHistogram> histograms;
  private final DecayingWeights signals;
  private final Delays delays;

  private UsageHistory(
      long samples,
      long restarts,
      @Nullable Instant first,
      @Nullable Instant last,
      Map<Kept, DecayingHistogram> histograms,
      DecayingWeights signals,
      Delays delays) {
    this.samples = samples;
    this.restarts = restarts;
    this.first = first;
    this.last = last;
    this.histograms = histograms;
    this.signals = signals;
    this.delays = delays;
  }

  /**
   * Returns the history that was kept as a state.
   *
   * @param state what {@link #state} returned
   * @return the history
   * @throws IllegalArgumentException if the state is not one of a history
   */
  public static UsageHistory of(HistoryState state) {
    List<DecayingWeights> weights = state.weights();
    Map<Kept, DecayingHistogram> histograms = emptyHistograms();
    if (weights.size() != histograms.size() + 1
        || !weights.get(histograms.size()).isLike(EMPTY.signals)) {
      throw new IllegalArgumentException("these weights are not those of a history");
    }
    histograms.replaceAll((kept, empty) -> empty.with(weights.get(kept.index())));
    return new UsageHistory(
        state.samples(),
        state.restarts(),
        state.first().orElse(null),
        state.last().orElse(null),
        histograms,
        weights.get(histograms.size()),
        Delays.NONE.plus(new Delays(state.delays())));
  }

  /**
   * Returns the delay by a layer that caused none: what kept delays are restored into.
   *
   * @return one weight, of 0
   */
  public static DecayingWeights noDelay() {
    return DecayingWeights.none(Delays.HALF_LIFE, 1);
  }

  /**
   * Adds a sample.
   *
   * @param sample of any time
   * @return the sum
   */
  public UsageHistory plus(UsageSample sample) {
    Instant at = sample.start();
    Map<Kept, DecayingHistogram> sum = new EnumMap<>(histograms);
    add(sum, Kept.USAGE, sample.perLength(sample.run()), at);
    if (sample.startingUp()) {
      add(sum, Kept.START_UP, sample.peak(), at);
    } else {
      double wanted = sample.perLength(sample.wanted());
      add(sum, Kept.WANTED, wanted, at);
      add(sum, Kept.RECENT, wanted, at);
      add(sum, Kept.PEAKS, sample.peak(), at);
      for (int count : sample.runnable()) {
        double share = HistogramOptions.SAMPLE_WEIGHT / sample.runnable().size();
        sum.computeIfPresent(Kept.RUNNABLE, (kept, histogram) -> histogram.plus(count, share, at));
      }
    }
    return new UsageHistory(
        samples + 1,
        restarts + sample.restarts(),
        earlier(first, at),
        later(last, at),
        sum,
        sample.startingUp() ? signals : signals.plus(at, Signal.of(sample)),
        sample.startingUp() ? delays : delays.plus(at, sample.delayedBy()));
  }

  /**
   * Adds another history.
   *
   * @param other of the same container or of another like it
   * @return the sum
   */
  public UsageHistory plus(UsageHistory other) {
    Map<Kept, DecayingHistogram> sum = new EnumMap<>(histograms);
    other.histograms.forEach((kept, theirs) -> sum.merge(kept, theirs, DecayingHistogram::plus));
    return new UsageHistory(
        samples + other.samples,
        restarts + other.restarts,
        earlier(first, other.first),
        later(last, other.last),
        sum,
        signals.plus(other.signals),
        delays.plus(other.delays));
  }

  /**
   * Returns how many samples there are.
   *
   * @return 0 or more
   */
  public long samples() {
    return samples;
  }

  /**
   * Returns how often the container was started.
   *
   * @return 0 or more
   */
  public long restarts() {
    return restarts;
  }

  /**
   * Returns when the first window began.
   *
   * @return empty without samples
   */
  public Optional<Instant> first() {
    return Optional.ofNullable(first);
  }

  /**
   * Returns when the last window began.
   *
   * @return empty without samples
   */
  public Optional<Instant> last() {
    return Optional.ofNullable(last);
  }

  /**
   * Returns how long ago the first window began when the last one did.
   *
   * @return zero with fewer than two samples
   */
  public Duration span() {
    return first == null || last == null ? Duration.ZERO : Duration.between(first, last);
  }

  /**
   * Returns the CPUs that the container used, as the Vertical Pod Autoscaler's recommender counts them.
   *
   * @return the histogram
   */
  public DecayingHistogram usage() {
    return of(Kept.USAGE);
  }

  /**
   * Returns all that this history holds.
   *
   * @return the state
   */
  public HistoryState state() {
    List<DecayingWeights> weights = new ArrayList<>();
    histograms.values().forEach(histogram -> weights.add(histogram.weights()));
    weights.add(signals);
    return new HistoryState(samples, restarts, first(), last(), weights, delays.byName());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UsageHistory that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return Objects.hash(samples, histograms);
  }

  /** Returns the span and the number of samples, for messages. */
  @Override
  public String toString() {
    return samples + " windows in " + span();
  }

  DecayingHistogram of(Kept kept) {
    return Objects.requireNonNull(histograms.get(kept));
  }

  /** Returns a sum as it is worth now, which is when the last window began. */
  double sum(Signal signal) {
    return last == null ? 0 : signals.at(last, signal.index());
  }

  Delays delays() {
    return delays;
  }

  private static void add(Map<Kept, DecayingHistogram> sum, Kept kept, double value, Instant at) {
    sum.computeIfPresent(
        kept, (key, histogram) -> histogram.plus(value, HistogramOptions.SAMPLE_WEIGHT, at));
  }

  private static Map<Kept, DecayingHistogram> emptyHistograms() {
    Map<Kept, DecayingHistogram> empty = new EnumMap<>(Kept.class);
    for (Kept kept : Kept.values()) {
      empty.put(kept, kept.empty());
    }
    return empty;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return chosen(one, other, (a, b) -> a.isBefore(b) ? a : b);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return chosen(one, other, (a, b) -> a.isAfter(b) ? a : b);
  }

  private static @Nullable Instant chosen(
      @Nullable Instant one, @Nullable Instant other, BinaryOperator<Instant> choice) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return choice.apply(one, other);
  }
}

package io.temper.agent.lint;

import io.temper.runtime.feed.Feed;
import io.temper.runtime.feed.Reading;
import io.temper.runtime.observation.LintObservation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Gives what the linter found last, while that says something of now: not once a sample is three times as
 * old as it should ever be, since whoever takes them has failed or hangs then. May be used from any thread.
 *
 * @param samples brings the samples
 * @param nanos the clock that they were taken by
 */
public record CurrentLint(Feed<LintSample> samples, LongSupplier nanos)
    implements Supplier<Optional<LintObservation>> {
  private static final int PATIENCE = 3;

  @Override
  public Optional<LintObservation> get() {
    return samples.latest().last().filter(sample -> !isStale(sample)).map(LintSample::found);
  }

  /**
   * Says in one sentence what somebody should look at.
   *
   * @return empty if nothing is violated that matters, or if the linter has only just begun
   */
  public Optional<String> problem() {
    Reading<LintSample> reading = samples.latest();
    String failure = reading.problem();
    Optional<LintSample> last = reading.last();
    if (last.isEmpty()) {
      return Optional.ofNullable(failure).map(why -> "the linter finds nothing out: " + why);
    }
    return isStale(last.get())
        ? Optional.of("the linter has not looked at this node for "
            + age(last.get()).toSeconds() + " s" + (failure == null ? "" : ": " + failure))
        : LintProblem.of(last.get().found());
  }

  private boolean isStale(LintSample sample) {
    return age(sample).compareTo(sample.pause().multipliedBy(PATIENCE)) > 0;
  }

  private Duration age(LintSample sample) {
    return Duration.ofNanos(nanos.getAsLong() - sample.takenNanos());
  }
}

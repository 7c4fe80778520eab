package io.temper.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.temper.runtime.observation.NodeObservation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that come and go together, such as all of one layer.
 *
 * @param tag the tag that holds the name of a subject; null if there is one subject, without a name
 * @param subjects finds the subjects by name
 * @param series the values of each
 * @param <T> what the subjects are
 */
record MeterGroup<T>(
    @Nullable String tag,
    Function<NodeObservation, Map<String, T>> subjects,
    List<Series<T>> series) {

  /** Returns a group of one subject, or of none while it is missing. */
  static <T> MeterGroup<T> single(
      Function<NodeObservation, Optional<T>> subject, List<Series<T>> series) {
    return new MeterGroup<>(
        null,
        observation -> subject
            .apply(observation)
            .<Map<String, T>>map(known -> Map.of("", known))
            .orElse(Map.of()),
        series);
  }

  /** Registers all values of one subject. */
  List<Meter> register(MeterRegistry registry, String name, LastObservation holder) {
    Tags tags = tag == null ? Tags.empty() : Tags.of(tag, name);
    return series.stream()
        .map(one -> one.register(registry, tags, holder, last -> last.get()
            .flatMap(known -> Optional.ofNullable(subjects.apply(known).get(name)))))
        .toList();
  }
}

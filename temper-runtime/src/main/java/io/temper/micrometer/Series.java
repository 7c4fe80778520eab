package io.temper.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One value of a meter.
 *
 * @param meter the meter
 * @param tags what tells it from other values of the meter, without the tag of its group
 * @param value reads it off its subject; NaN for none
 * @param <T> what it is a value of
 */
record Series<T>(TemperMeter meter, Tags tags, ToDoubleFunction<T> value) {
  private static final double NANOS_PER_SECOND = 1e9;

  static <T> Series<T> of(TemperMeter meter, ToDoubleFunction<T> value) {
    return new Series<>(meter, Tags.empty(), value);
  }

  /** Returns the value with the one tag that the meter has beside that of its group. */
  static <T> Series<T> of(TemperMeter meter, String tag, ToDoubleFunction<T> value) {
    String name = meter.tags().get(meter.tags().size() - 1);
    return new Series<>(meter, Tags.of(name, tag), value);
  }

  /** Returns a value that is a time. */
  static <T> Series<T> seconds(TemperMeter meter, Function<T, Duration> value) {
    return of(meter, subject -> seconds(value.apply(subject)));
  }

  static double seconds(Duration time) {
    return time.toNanos() / NANOS_PER_SECOND;
  }

  static double oneIf(boolean condition) {
    return condition ? 1 : 0;
  }

  /**
   * Registers it. The registry does not keep its holder alive.
   *
   * @param holder what the subject is found in whenever the value is asked for
   */
  <H> Meter register(
      MeterRegistry registry, Tags group, H holder, Function<H, Optional<T>> subject) {
    ToDoubleFunction<H> read =
        from -> subject.apply(from).map(value::applyAsDouble).orElse(Double.NaN);
    Tags all = group.and(tags);
    return switch (meter.kind()) {
      case GAUGE ->
        Gauge.builder(meter.meterName(), holder, read)
            .baseUnit(unit())
            .description(meter.description())
            .tags(all)
            .register(registry);
      case COUNTER ->
        FunctionCounter.builder(meter.meterName(), holder, read)
            .baseUnit(unit())
            .description(meter.description())
            .tags(all)
            .register(registry);
    };
  }

  private @Nullable String unit() {
    return meter.unit().isEmpty() ? null : meter.unit();
  }
}

package io.temper.micrometer;

import static io.temper.micrometer.Series.oneIf;

import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.observation.ApiServerObservation.Watch;
import io.temper.runtime.observation.ApiServerObservation.Writes;
import io.temper.runtime.observation.NodeObservation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The meters of a node's connection with the API server of its cluster. */
final class ApiServerMeters {
  static final MeterGroup<Watch> WATCHES = new MeterGroup<>(
      "watch",
      observation -> byName(observation, ApiServerObservation::watches, Watch::name),
      List.of(
          Series.of(TemperMeter.API_REACHABLE, watch -> oneIf(watch.reachable())),
          Series.of(TemperMeter.API_AGE, ApiServerMeters::age),
          Series.of(TemperMeter.API_LISTS, Watch::lists),
          Series.of(TemperMeter.API_WATCHES, Watch::opened),
          Series.of(TemperMeter.API_EVENTS, Watch::events),
          Series.of(TemperMeter.API_WATCH_FAILURES, Watch::failures)));

  static final MeterGroup<Writes> WRITES = new MeterGroup<>(
      "write",
      observation -> byName(observation, ApiServerObservation::writes, Writes::name),
      List.of(
          Series.of(TemperMeter.API_WRITABLE, write -> oneIf(write.working())),
          Series.of(TemperMeter.API_WRITES, Writes::written),
          Series.of(TemperMeter.API_WRITE_FAILURES, Writes::failures)));

  private ApiServerMeters() {}

  private static <T> Map<String, T> byName(
      NodeObservation observation,
      Function<ApiServerObservation, List<T>> parts,
      Function<T, String> name) {
    return Optional.ofNullable(observation.apiServer()).map(parts).orElse(List.of()).stream()
        .collect(Collectors.toMap(name, part -> part));
  }

  private static double age(Watch watch) {
    Duration age = watch.age();
    return age == null ? Double.NaN : Series.seconds(age);
  }
}

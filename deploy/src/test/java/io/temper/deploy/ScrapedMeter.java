package io.temper.deploy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import io.temper.micrometer.TemperMeter;
import java.util.Arrays;
import java.util.List;

/**
 * A meter of the agent as Prometheus has it.
 *
 * @param meter the meter
 * @param name as in {@code docs/metrics.md}
 */
record ScrapedMeter(TemperMeter meter, String name) {
  private static final String PREFIX = "temper.";
  private static final NamingConvention NAMES = new PrometheusNamingConvention();

  /** Returns those under names of today: what is told under an older one is the same once more. */
  static List<ScrapedMeter> all() {
    return Arrays.stream(TemperMeter.values())
        .filter(meter -> meter.meterName().startsWith(PREFIX))
        .map(ScrapedMeter::of)
        .toList();
  }

  private static ScrapedMeter of(TemperMeter meter) {
    boolean counts = meter.kind() == TemperMeter.Kind.COUNTER;
    String name = NAMES.name(
        meter.meterName(),
        counts ? Meter.Type.COUNTER : Meter.Type.GAUGE,
        meter.unit().isEmpty() ? null : meter.unit());
    return new ScrapedMeter(meter, counts && !name.endsWith("_total") ? name + "_total" : name);
  }

  boolean counts() {
    return meter.kind() == TemperMeter.Kind.COUNTER;
  }

  boolean isOfLayers() {
    return meter.tags().contains("layer");
  }
}

package io.temper.deploy;

import io.temper.micrometer.TemperMeter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a panel asks for: a gauge as it is, a counter by its growth in a second, buckets by a percentile.
 *
 * @param meter of which meter
 */
record PanelQuery(ScrapedMeter meter) {
  private static final String PERCENTILE = "0.99";

  String title() {
    return isBuckets() ? "99th percentile of waits" : meter.name();
  }

  String expression() {
    if (isBuckets()) {
      return "histogram_quantile(" + PERCENTILE + ", sum by (" + by("le") + ") (rate(" + selected()
          + "[$__rate_interval])))";
    }
    return meter.counts()
        ? "sum by (" + by() + ") (rate(" + selected() + "[$__rate_interval]))"
        : selected();
  }

  /** In the words of Grafana. Seconds in a second are a number of CPUs or of threads. */
  String unit() {
    boolean seconds = meter.meter().unit().equals("seconds");
    if (isBuckets() || (seconds && !meter.counts())) {
      return "s";
    }
    return meter.counts() && !seconds ? "ops" : "short";
  }

  String legend() {
    return Stream.concat(Stream.of("node"), labels().stream())
        .map(label -> "{{" + label + "}}")
        .collect(Collectors.joining(" "));
  }

  private String selected() {
    return meter.name() + "{node=~\"$node\"" + (meter.isOfLayers() ? ",layer=~\"$layer\"" : "")
        + "}";
  }

  private String by(String... more) {
    return Stream.of(Stream.of("node"), labels().stream(), Stream.of(more))
        .flatMap(names -> names)
        .collect(Collectors.joining(", "));
  }

  private List<String> labels() {
    return meter.meter().tags().stream().filter(tag -> !tag.equals("le")).toList();
  }

  private boolean isBuckets() {
    return meter.meter() == TemperMeter.LAYER_WAITS_WITHIN;
  }
}

package io.temper.agent.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temper.micrometer.TemperMetrics;
import io.temper.runtime.observation.NodeObservation;

/** The metrics in the text format of Prometheus. For one thread. */
final class MetricsPage {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TemperMetrics metrics;

  MetricsPage(boolean legacyNames) {
    metrics = legacyNames ? TemperMetrics.withLegacyNames() : new TemperMetrics();
    metrics.bindTo(registry);
  }

  HttpAnswer of(NodeObservation observation) {
    metrics.update(observation);
    return HttpAnswer.of(200, TYPE, registry.scrape());
  }
}

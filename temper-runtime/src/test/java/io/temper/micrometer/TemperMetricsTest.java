package io.temper.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temper.lint.StandardRules;
import io.temper.runtime.status.NodeState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TemperMetricsTest {
  /** Beside those of layers: fixed lists, and four sources. */
  private static final int SERIES_OF_A_NODE = 200;

  private static final int SERIES_OF_A_LAYER = 50;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TemperMetrics metrics = new TemperMetrics();

  @Test
  void beforeTheFirstUpdate_thereIsNothing() {
    metrics.bindTo(registry);
    assertThat(series()).isEmpty();
  }

  @Test
  void node_isToldInBaseUnits() {
    metrics.bindTo(registry);
    metrics.update(SampleNode.enforcing("high"));
    assertThat(series())
        .contains(
            "temper_state{state=\"enforcing\"} 1.0",
            "temper_state{state=\"safe-mode\"} 0.0",
            "temper_generation 7.0",
            "temper_plan_age_seconds 60.25",
            "temper_plan_unresolved 1.0",
            "temper_loop_age_seconds 0.25",
            "temper_attaches_total{result=\"attached\"} 3.0",
            "temper_attaches_total{result=\"other-scheduler\"} 0.0",
            "temper_publishes_total{result=\"members\"} 4.0",
            "temper_ejects_total{cause=\"stall\"} 2.0",
            "temper_ejects_total{cause=\"heartbeat-missed\"} 0.0",
            "temper_restart_faults 1.0",
            "temper_restart_budget 3.0",
            "temper_circuit{position=\"closed\"} 1.0",
            "temper_circuit{position=\"half-open\"} 0.0",
            "temper_safe_mode{source=\"file\"} 0.0",
            "temper_feed_age_seconds{feed=\"CPUs\"} 2.0",
            "temper_feed_failing{feed=\"CPUs\"} 1.0",
            "temper_feed_failing{feed=\"workloads\"} 0.0",
            "temper_feed_failures_total{feed=\"CPUs\"} 5.0",
            "temper_scheduler_rescues_total 13.0",
            "temper_scheduler_sample_age_seconds 0.8");
  }

  @Test
  void layer_isToldWithItsHistogram() {
    metrics.bindTo(registry);
    metrics.update(SampleNode.enforcing("high"));
    assertThat(series())
        .contains(
            "temper_layer_members{layer=\"high\"} 1.0",
            "temper_layer_run_seconds_total{layer=\"high\"} 1.5",
            "temper_layer_wait_seconds_total{layer=\"high\"} 40.0",
            "temper_layer_waits_total{layer=\"high\"} 3.0",
            "temper_layer_waits_within_total{layer=\"high\",le=\"0.000001\"} 1.0",
            "temper_layer_waits_within_total{layer=\"high\",le=\"0.000002\"} 1.0",
            "temper_layer_waits_within_total{layer=\"high\",le=\"0.000004\"} 2.0",
            "temper_layer_waits_within_total{layer=\"high\",le=\"16.777216\"} 2.0",
            "temper_layer_waits_within_total{layer=\"high\",le=\"+Inf\"} 3.0",
            "temper_layer_wait_longest_seconds{layer=\"high\"} 39.0",
            "temper_layer_migrations_total{kind=\"same-node\",layer=\"high\"} 3.0",
            "temper_layer_spill_seconds_total{layer=\"high\"} 0.7",
            "temper_layer_violations_total{layer=\"high\"} 17.0",
            "temper_layer_late_total{layer=\"high\"} 16.0",
            "temper_layer_ceiling_stops_total{layer=\"high\"} 18.0",
            "temper_layer_over_ceiling_seconds_total{layer=\"high\"} 0.25");
  }

  @Test
  void everyMeter_isRegisteredWithItsTags() {
    TemperMetrics all = TemperMetrics.withLegacyNames();
    all.bindTo(registry);
    all.update(SampleNode.enforcing("high"));
    for (TemperMeter meter : TemperMeter.values()) {
      assertThat(registry.find(meter.meterName()).meters())
          .as(meter.meterName())
          .isNotEmpty()
          .allSatisfy(one -> {
            assertThat(one.getId().getTags())
                .extracting(Tag::getKey)
                .containsExactlyInAnyOrderElementsOf(meter.tags());
            assertThat(one.getId().getDescription()).isEqualTo(meter.description());
            assertThat(Objects.requireNonNullElse(one.getId().getBaseUnit(), ""))
                .isEqualTo(meter.unit());
          });
    }
  }

  @Test
  void noOtherMeters_areRegistered() {
    metrics.bindTo(registry);
    metrics.update(SampleNode.enforcing("high"));
    assertThat(registry.getMeters())
        .extracting(one -> one.getId().getName())
        .isSubsetOf(Arrays.stream(TemperMeter.values())
            .filter(meter -> !meter.isLegacy())
            .map(TemperMeter::meterName)
            .toList());
  }

  /** The same rules with the same values, so the old name does not say clean of what nobody saw either. */
  @Test
  void legacyNames_whereWished_repeatWhatTheLinterFound() {
    TemperMetrics both = TemperMetrics.withLegacyNames();
    both.bindTo(registry);
    both.update(SampleNode.enforcing("high"));
    assertThat(series())
        .contains(
            "infera_lint_violation{invariant=\"not_enforcing\"} 1.0",
            "infera_lint_violation{invariant=\"suppression_invalid\"} 0.0")
        .noneMatch(line -> line.startsWith("infera_lint_violation{invariant=\"smt_collision\"}"));
  }

  @Test
  void layerThatIsGone_takesItsMetersWithIt() {
    metrics.bindTo(registry);
    metrics.update(SampleNode.enforcing("high", "low"));
    assertThat(series())
        .anyMatch(line -> line.startsWith("temper_layer_run_") && line.contains("low"));
    metrics.update(SampleNode.enforcing("high"));
    assertThat(series())
        .noneMatch(line -> line.startsWith("temper_layer_run_") && line.contains("low"));
    assertThat(series())
        .anyMatch(line -> line.startsWith("temper_layer_run_") && line.contains("high"));
  }

  @Test
  void withoutAScheduler_onlyTheNodeIsTold() {
    metrics.bindTo(registry);
    metrics.update(SampleNode.enforcing("high"));
    metrics.update(SampleNode.inSafeMode());
    assertThat(series())
        .contains("temper_state{state=\"safe-mode\"} 1.0", "temper_safe_mode{source=\"file\"} 1.0")
        .noneMatch(line -> line.startsWith("temper_layer_run"))
        .noneMatch(line -> line.startsWith("temper_scheduler"));
  }

  @Test
  void everyRegistry_getsThem() {
    metrics.update(SampleNode.enforcing("high"));
    metrics.bindTo(registry);
    var second = new SimpleMeterRegistry();
    metrics.bindTo(second);
    metrics.update(SampleNode.enforcing("high", "low"));
    assertThat(second.find("temper.layer.run").tag("layer", "low").functionCounter())
        .isNotNull()
        .satisfies(counter -> assertThat(counter.count()).isEqualTo(1.5));
    assertThat(series()).contains("temper_layer_run_seconds_total{layer=\"low\"} 1.5");
  }

  @Test
  void linter_ruleThatCouldNotLook_isUncheckedAndNotClean() {
    metrics.bindTo(registry);
    metrics.update(SampleNode.enforcing("high"));
    assertThat(series())
        .contains(
            "temper_lint_unchecked{invariant=\"smt_collision\"} 1.0",
            "temper_lint_unchecked{invariant=\"suppression_invalid\"} 0.0",
            "temper_lint_violation{invariant=\"suppression_invalid\"} 0.0")
        .noneMatch(line -> line.startsWith("temper_lint_violation{invariant=\"smt_collision\"}"));
  }

  @Test
  void linter_everyRuleAndOutcomeIsTold() {
    metrics.bindTo(registry);
    metrics.update(SampleNode.inSafeMode());
    assertThat(series()).noneMatch(line -> line.startsWith("temper_lint"));
    metrics.update(SampleNode.enforcing("high"));
    assertThat(series())
        .contains(
            "temper_lint_violation{invariant=\"not_enforcing\"} 1.0",
            "temper_lint_unchecked{invariant=\"not_enforcing\"} 0.0",
            "temper_lint_results_total{outcome=\"violation\"} 5.0",
            "temper_lint_results_total{outcome=\"suppressed\"} 0.0");
    assertThat(series().stream().filter(line -> line.startsWith("temper_lint_unchecked")))
        .hasSameSizeAs(StandardRules.all());
  }

  @Test
  void apiServer_isToldByWhatIsWatchedAndWritten() {
    metrics.bindTo(registry);
    metrics.update(SampleNode.enforcing("high"));
    assertThat(series())
        .contains(
            "temper_apiserver_reachable{watch=\"pods\"} 0.0",
            "temper_apiserver_reachable{watch=\"node\"} 1.0",
            "temper_apiserver_heard_age_seconds{watch=\"pods\"} 12.0",
            "temper_apiserver_heard_age_seconds{watch=\"node\"} NaN",
            "temper_apiserver_lists_total{watch=\"pods\"} 2.0",
            "temper_apiserver_watches_total{watch=\"pods\"} 5.0",
            "temper_apiserver_events_total{watch=\"pods\"} 30.0",
            "temper_apiserver_watch_failures_total{watch=\"pods\"} 4.0",
            "temper_apiserver_writable{write=\"lease\"} 0.0",
            "temper_apiserver_writes_total{write=\"annotations\"} 9.0",
            "temper_apiserver_write_failures_total{write=\"lease\"} 2.0");
    metrics.update(SampleNode.inSafeMode());
    assertThat(series()).noneMatch(line -> line.startsWith("temper_apiserver"));
  }

  /** What runs on the node must not decide how many series there are. */
  @Test
  void series_areBounded() {
    metrics.bindTo(registry);
    metrics.update(SampleNode.enforcing(IntStream.range(0, SampleNode.MOST_LAYERS)
        .mapToObj(i -> "layer-" + i)
        .toArray(String[]::new)));
    assertThat(series())
        .hasSizeLessThanOrEqualTo(SERIES_OF_A_NODE + SampleNode.MOST_LAYERS * SERIES_OF_A_LAYER);
  }

  /** A state that is added must be told, too. */
  @Test
  void everyState_hasItsGauge() {
    assertThat(NodeMeters.STATES)
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(NodeState.class.getPermittedSubclasses())
            .map(state -> state.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-"))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList());
  }

  private List<String> series() {
    return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
  }
}

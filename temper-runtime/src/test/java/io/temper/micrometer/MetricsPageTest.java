package io.temper.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/metrics.md} is the table of meters, so none can be missing there. After a wanted change run
 * this with {@code GOLDEN_WRITE=true} in the environment and review the difference.
 */
class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final PrometheusMeterRegistry REGISTRY =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private static final NamingConvention NAMES = REGISTRY.config().namingConvention();

  private static final String HEAD = """
      # Metrics

      What the agent tells at `/metrics` ([http.md](http.md)), in the format of Prometheus. Who embeds Temper gets the same
      meters from `io.temper.micrometer.TemperMetrics` ([embedding.md](embedding.md)), for any registry of Micrometer; `.`
      stands there where Prometheus has `_`, and units and `_total` are added by the registry.

      There are at most 200 series for a node, those of old names not counted, and 50 for each of its layers, of which there are at most 64. No tag names a
      pod, a control group or a thread. Series of a layer are there while the scheduler has it; their counters begin at
      zero again when the scheduler is attached anew. Names and tags are added, never changed.

      A rule of the linter that could not look has no `temper_lint_violation`, neither 0, which is clean, nor NaN, which would
      spoil each sum over nodes; `temper_lint_unchecked` is above 0 then. `temper_lint_violation > 0` is what to alert on.

      Waits are counted in powers of two of a microsecond. The 99th percentile of a layer's waits:
      `histogram_quantile(0.99, sum by (layer, le) (rate(temper_layer_waits_within_total[5m])))`.

      This page is generated from the meters by `MetricsPageTest`.

      | metric | kind | tags | tells |
      |---|---|---|---|
      """;

  @Test
  void page_isTheTableOfMeters() throws IOException {
    String page = page();
    if (Boolean.parseBoolean(System.getenv("GOLDEN_WRITE"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(page).isEqualTo(Files.readString(PAGE));
  }

  @Test
  void names_areThoseOfAScrape() {
    TemperMetrics metrics = TemperMetrics.withLegacyNames();
    metrics.bindTo(REGISTRY);
    metrics.update(SampleNode.enforcing("high"));
    Set<String> scraped = REGISTRY
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());

    assertThat(Arrays.stream(TemperMeter.values()).map(MetricsPageTest::name))
        .containsExactlyInAnyOrderElementsOf(scraped);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (TemperMeter meter : TemperMeter.values()) {
      page.append("| `")
          .append(name(meter))
          .append("` | ")
          .append(meter.kind().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(
              meter.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")))
          .append(" | ")
          .append(meter.description())
          .append(" |\n");
    }
    return page.toString();
  }

  private static String name(TemperMeter meter) {
    boolean counts = meter.kind() == TemperMeter.Kind.COUNTER;
    String name = NAMES.name(
        meter.meterName(),
        counts ? Meter.Type.COUNTER : Meter.Type.GAUGE,
        meter.unit().isEmpty() ? null : meter.unit());
    return counts ? name + "_total" : name;
  }
}

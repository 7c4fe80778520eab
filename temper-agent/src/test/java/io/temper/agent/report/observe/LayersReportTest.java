package io.temper.agent.report.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.observe.LayerDelays;
import io.temper.observe.LayerStats;
import io.temper.observe.SchedulerSnapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LayersReportTest {
  /** The same sample without one of its layers, as while no workload is in it. */
  private static LayerSample without(String layer, LayerSample sample) {
    var snapshot = sample.snapshot();
    return new LayerSample(
        sample.nanos(),
        sample.config(),
        new SchedulerSnapshot(
            snapshot.generation(),
            snapshot.adopted(),
            snapshot.layers().stream().filter(did -> !did.name().equals(layer)).toList(),
            snapshot.counters()),
        new LayerDelays(sample.delays().entries().stream()
            .filter(delay -> !delay.waiter().equals(layer) && !layer.equals(delay.cause()))
            .toList()));
  }

  private static LayerStats did(LayersReport report, String layer) {
    return report.rows().stream()
        .filter(row -> row.layer().name().equals(layer))
        .findFirst()
        .orElseThrow()
        .did();
  }

  /** The scheduler counts on where the layer ended an hour ago. */
  @Test
  void between_layerThatCameBack_hasDoneNothingThatIsKnown() {
    var report = LayersReport.between(
        without("default", SampleLayers.after(3599)), SampleLayers.after(3600));

    assertThat(did(report, "default")).isEqualTo(LayerStats.none("default"));
    assertThat(did(report, "critical").runTime()).isPositive();
    assertThat(report.delays().entries())
        .noneMatch(delay -> delay.waiter().equals("default") || "default".equals(delay.cause()));
  }

  @Test
  void between_layersOfBoth_haveWhatTheyDidBetween() {
    var report = LayersReport.between(SampleLayers.after(3599), SampleLayers.after(3600));

    assertThat(did(report, "default").runTime()).isEqualTo(Duration.ofMillis(1900));
    assertThat(report.delays().entries()).isNotEmpty();
  }
}

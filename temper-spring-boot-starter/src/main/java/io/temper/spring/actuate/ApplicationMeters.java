package io.temper.spring.actuate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.temper.micrometer.TemperMetrics;
import io.temper.runtime.thread.Repeater;
import io.temper.spring.node.EmbeddedNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The meters of an application: whether the starter is active, and how many threads each group has. A node
 * has all of {@link TemperMetrics} beside them.
 */
final class ApplicationMeters implements MeterBinder, SmartLifecycle {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final TemperReports reports;
  private final Supplier<Optional<EmbeddedNode>> node;
  private final TemperMetrics metrics = new TemperMetrics();
  private final List<MultiGauge> groups = new CopyOnWriteArrayList<>();
  private volatile @Nullable Repeater updating;

  ApplicationMeters(TemperReports reports) {
    this.reports = reports;
    this.node = reports.node();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("temper.application.active", reports, now -> now.role().active() ? 1 : 0)
        .description("1 if the starter does anything in this application, else 0")
        .tag("mode", reports.role().mode().label())
        .register(registry);
    groups.add(MultiGauge.builder("temper.application.threads")
        .description(
            "how many threads of this application are in a group, by its name and treatment")
        .register(registry));
    if (node.get().isPresent()) {
      metrics.bindTo(registry);
    }
    update();
  }

  /** Brings the meters up to date. */
  void update() {
    List<MultiGauge.Row<?>> rows = LiveGroup.now().stream()
        .<MultiGauge.Row<?>>map(group -> MultiGauge.Row.of(
            Tags.of("group", group.name(), "treatment", group.treatment()), group.threads()))
        .toList();
    groups.forEach(gauge -> gauge.register(rows, true));
    node.get().flatMap(EmbeddedNode::observe).ifPresent(metrics::update);
  }

  @Override
  public void start() {
    if (updating == null && reports.role().active()) {
      Repeater repeater = new Repeater("temper-meters", this::update, PAUSE);
      updating = repeater;
      repeater.start();
    }
  }

  @Override
  public void stop() {
    Repeater repeater = updating;
    if (repeater != null) {
      repeater.close();
      updating = null;
    }
  }

  @Override
  public boolean isRunning() {
    return updating != null;
  }
}

package io.temper.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.temper.runtime.observation.NodeObservation;
import java.util.ArrayList;
import java.util.List;

/**
 * The meters of a node: all of {@link TemperMeter} but those of old names. They tell what the last {@link #update} brought, so a
 * scrape reads one moment and asks nobody. Thread-safe. A registry does not keep it alive: hold on to it
 * for as long as the meters are wanted.
 *
 * <pre>{@code
 * TemperMetrics metrics = new TemperMetrics();
 * metrics.bindTo(registry);
 * metrics.update(observer.get()); // before each scrape, or every few seconds
 * }</pre>
 */
public final class TemperMetrics implements MeterBinder {
  private static final List<MeterGroup<?>> GROUPS = List.of(
      NodeMeters.NODE,
      NodeMeters.FEEDS,
      NodeMeters.SCHEDULER,
      NodeMeters.SAMPLE,
      ProfileMeters.THREADS,
      LayerMeters.PLANNED,
      LayerMeters.RUNNING,
      ApiServerMeters.WATCHES,
      ApiServerMeters.WRITES,
      LintMeters.VIOLATIONS,
      LintMeters.UNCHECKED,
      LintMeters.RESULTS);

  private final LastObservation last = new LastObservation();
  private final List<RegisteredMeters> registries = new ArrayList<>();
  private final List<MeterGroup<?>> groups;

  /** Creates meters of a node that nothing is known of. */
  public TemperMetrics() {
    this(GROUPS);
  }

  private TemperMetrics(List<MeterGroup<?>> groups) {
    this.groups = groups;
  }

  /**
   * Returns meters that also have those that were documented under the names of before, so that alerts and
   * dashboards go on while they are changed.
   *
   * @return meters of a node that nothing is known of
   */
  public static TemperMetrics withLegacyNames() {
    List<MeterGroup<?>> all = new ArrayList<>(GROUPS);
    all.add(LintMeters.LEGACY_VIOLATIONS);
    return new TemperMetrics(List.copyOf(all));
  }

  /**
   * Registers the meters, now if something is known of the node, else with the first update.
   *
   * @param registry gets them, and those of layers that come later
   */
  @Override
  public synchronized void bindTo(MeterRegistry registry) {
    RegisteredMeters meters = new RegisteredMeters(registry, last);
    registries.add(meters);
    last.get().ifPresent(known -> meters.update(groups, known));
  }

  /**
   * Makes the meters tell another moment. Layers that are gone take their meters with them.
   *
   * @param observation what the node does
   */
  public synchronized void update(NodeObservation observation) {
    last.set(observation);
    registries.forEach(meters -> meters.update(groups, observation));
  }
}

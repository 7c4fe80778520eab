package io.temper.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.temper.runtime.observation.NodeObservation;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The meters of one registry: those of layers come and go with them. For one thread at a time. */
final class RegisteredMeters {
  private final MeterRegistry registry;
  private final LastObservation holder;
  private final IdentityHashMap<MeterGroup<?>, Map<String, List<Meter>>> registered =
      new IdentityHashMap<>();

  RegisteredMeters(MeterRegistry registry, LastObservation holder) {
    this.registry = registry;
    this.holder = holder;
  }

  void update(List<MeterGroup<?>> groups, NodeObservation observation) {
    for (MeterGroup<?> group : groups) {
      update(group, group.subjects().apply(observation).keySet());
    }
  }

  private void update(MeterGroup<?> group, Set<String> names) {
    Map<String, List<Meter>> known = registered.computeIfAbsent(group, any -> new HashMap<>());
    known.entrySet().removeIf(entry -> {
      boolean gone = !names.contains(entry.getKey());
      if (gone) {
        entry.getValue().forEach(registry::remove);
      }
      return gone;
    });
    for (String name : names) {
      known.computeIfAbsent(name, any -> group.register(registry, name, holder));
    }
  }
}

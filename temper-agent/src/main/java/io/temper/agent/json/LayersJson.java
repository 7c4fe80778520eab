package io.temper.agent.json;

import io.temper.agent.report.observe.LayersReport;
import io.temper.observe.LayerDelays;
import io.temper.observe.LayerStats;
import io.temper.observe.Visits;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link LayersReport} as JSON: all that is counted, as it was in the interval. */
public final class LayersJson {

  private LayersJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(LayersReport report) {
    var document = JsonDocument.of("Layers")
        .put("generation", report.generation())
        .put("cpus", report.cpus())
        .put("intervalMicros", report.interval().toNanos() / 1000);
    var layers = document.putArray("layers");
    for (var row : report.rows()) {
      var layer = row.layer();
      add(
          layers
              .addObject()
              .put("name", layer.name())
              .put("kind", layer.kind().name().toLowerCase(Locale.ROOT))
              .put("rank", layer.rank())
              .put("weight", layer.weight())
              .put("preferredCpus", layer.preferred().toString())
              .put("ceilingMillis", layer.ceilingMillis()),
          row.did());
    }
    delays(document.putArray("delays"), report.delays());
    return JsonDocument.text(document);
  }

  /** Adds which layer made which wait. */
  static void delays(ArrayNode into, LayerDelays delays) {
    for (var delay : delays.entries()) {
      into.addObject()
          .put("waiter", delay.waiter())
          .put("cause", delay.cause())
          .put("nanos", delay.time().toNanos())
          .put("waits", delay.waits());
    }
  }

  /** Adds all that is counted of a layer. */
  static void add(ObjectNode node, LayerStats did) {
    node.put("runNanos", did.runTime().toNanos())
        .put("waitNanos", did.waitTime().toNanos())
        .put("waitP50Micros", did.waits().percentileMicros(50))
        .put("waitP99Micros", did.waits().percentileMicros(99))
        .put("longestWaitNanos", did.longestWait().toNanos())
        .put("runs", did.runs())
        .put("wakeUps", did.wakeUps())
        .put("directWakeUps", did.directWakeUps())
        .put("preemptions", did.preemptions())
        .put("preempted", did.preempted())
        .put("queued", did.queued())
        .put("turns", did.turns())
        .put("overdue", did.overdue())
        .put("restricted", did.restricted())
        .put("rescues", did.rescues())
        .put("late", did.late())
        .put("spillNanos", did.spill().toNanos());
    node.set(
        "migrations",
        JsonDocument.object()
            .put("sameCore", did.migrations().sameCore())
            .put("sameCache", did.migrations().sameCache())
            .put("sameNode", did.migrations().sameNode())
            .put("otherNode", did.migrations().otherNode()));
    node.set("violations", visits(did.violations()));
    node.set("boundVisits", visits(did.boundVisits()));
    node.put("ceilingStops", did.ceilingStops())
        .put("overCeilingNanos", did.overCeiling().toNanos());
  }

  private static ObjectNode visits(Visits visits) {
    return JsonDocument.object().put("nanos", visits.time().toNanos()).put("runs", visits.runs());
  }
}

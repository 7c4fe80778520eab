package io.temper.agent.json;

import io.temper.agent.report.agent.StatusReport;
import io.temper.lint.LintResult;
import io.temper.observe.CpuStats;
import io.temper.observe.LayerStats;
import io.temper.observe.Log2Histogram;
import io.temper.observe.SchedulerCounters;
import io.temper.runtime.observation.ApiServerObservation;
import io.temper.runtime.observation.LintObservation;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.observation.SchedulerObservation;
import java.time.Duration;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link NodeObservation} as JSON: the status, and all that the scheduler counted. */
public final class ObservationJson {

  private ObservationJson() {}

  /**
   * Returns the document of an observation.
   *
   * @param status what the agent says of itself
   * @param node what its node does
   * @return JSON
   */
  public static String of(StatusReport status, NodeObservation node) {
    var document = JsonDocument.of("AgentObservation");
    document.set("status", StatusJson.tree(status));
    document.put("loopAgeMillis", node.loopAge().toMillis());
    SchedulerObservation scheduler = node.scheduler();
    if (scheduler != null) {
      document.set(
          "scheduler", scheduler(scheduler).put("ageMillis", node.schedulerAge().toMillis()));
    }
    LintObservation lint = node.lint();
    if (lint != null) {
      document.set("lint", lint(lint));
    }
    ApiServerObservation apiServer = node.apiServer();
    if (apiServer != null) {
      document.set("apiServer", apiServer(apiServer));
    }
    return JsonDocument.text(document);
  }

  private static ObjectNode apiServer(ApiServerObservation from) {
    var node = JsonDocument.object();
    var watches = node.putArray("watches");
    for (ApiServerObservation.Watch watch : from.watches()) {
      var one = watches
          .addObject()
          .put("name", watch.name())
          .put("reachable", watch.reachable())
          .put("lists", watch.lists())
          .put("opened", watch.opened())
          .put("events", watch.events())
          .put("failures", watch.failures());
      Duration age = watch.age();
      if (age != null) {
        one.put("ageMillis", age.toMillis());
      }
    }
    var writes = node.putArray("writes");
    for (ApiServerObservation.Writes write : from.writes()) {
      writes
          .addObject()
          .put("name", write.name())
          .put("working", write.working())
          .put("written", write.written())
          .put("failures", write.failures());
    }
    return node;
  }

  private static ObjectNode lint(LintObservation from) {
    var node = JsonDocument.object().put("at", from.report().at().toString());
    var outcomes = node.putObject("outcomes");
    new TreeMap<>(from.outcomes()).forEach(outcomes::put);
    var violations = node.putArray("violations");
    for (LintResult result : from.report().violations()) {
      var one = violations
          .addObject()
          .put("rule", result.id().value())
          .put("severity", result.severity().label())
          .put("subject", result.subject().toString())
          .put("message", result.outcome().text());
      LintJson.addPart(one, result);
    }
    return node;
  }

  private static ObjectNode scheduler(SchedulerObservation from) {
    var node = JsonDocument.object()
        .put("generation", from.snapshot().generation())
        .put("adopted", from.snapshot().adopted());
    node.set("counters", counters(from.snapshot().counters()));
    var layers = node.putArray("layers");
    for (LayerStats layer : from.snapshot().layers()) {
      var one = layers.addObject().put("name", layer.name());
      LayersJson.add(one, layer);
      buckets(layer.waits(), one.putArray("waitBuckets"));
    }
    LayersJson.delays(node.putArray("delays"), from.delays());
    var cpus = node.putArray("cpus");
    from.cpus().forEach(cpu -> cpus.add(cpu(cpu)));
    return node;
  }

  private static ObjectNode counters(SchedulerCounters from) {
    return JsonDocument.object()
        .put("dispatches", from.dispatches())
        .put("steals", from.steals())
        .put("kernelThreads", from.kernelThreads())
        .put("withoutContext", from.withoutContext())
        .put("withoutConfig", from.withoutConfig())
        .put("layerMisses", from.layerMisses())
        .put("rescues", from.rescues())
        .put("resolves", from.resolves());
  }

  private static void buckets(Log2Histogram waits, ArrayNode into) {
    for (int bucket = 0; bucket < waits.buckets(); bucket++) {
      into.add(waits.count(bucket));
    }
  }

  /** The few numbers that a picture of the CPUs needs: there may be a thousand of them. */
  private static ObjectNode cpu(CpuStats from) {
    var node = JsonDocument.object().put("cpu", from.cpu()).put("running", from.running());
    var layers = node.putArray("layers");
    for (LayerStats layer : from.layers()) {
      if (layer.runs() > 0) {
        layers
            .addObject()
            .put("name", layer.name())
            .put("runNanos", layer.runTime().toNanos())
            .put("waitNanos", layer.waitTime().toNanos())
            .put("runs", layer.runs());
      }
    }
    return node;
  }
}

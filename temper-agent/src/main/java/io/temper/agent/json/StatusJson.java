package io.temper.agent.json;

import io.temper.agent.report.agent.StatusReport;
import io.temper.agent.report.agent.StatusReport.Agent;
import io.temper.agent.report.agent.StatusReport.Exit;
import io.temper.agent.report.agent.StatusReport.LayerLine;
import io.temper.agent.report.agent.StatusReport.Request;
import io.temper.agent.report.agent.StatusReport.Source;
import io.temper.agent.report.agent.StatusReport.State;
import io.temper.agent.report.agent.StatusReport.Work;
import io.temper.agent.report.input.InputException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link StatusReport} as JSON, as an agent writes it and a command reads it. */
public final class StatusJson {
  private static final String KIND = "AgentStatus";

  private StatusJson() {}

  /**
   * Returns the document of a report.
   *
   * @param report what to write
   * @return JSON
   */
  public static String of(StatusReport report) {
    return JsonDocument.text(tree(report));
  }

  /** Returns the document as a part of another. */
  static ObjectNode tree(StatusReport report) {
    var document = JsonDocument.of(KIND);
    document
        .putObject("agent")
        .put("version", report.agent().version())
        .put("pid", report.agent().pid())
        .put("startedAt", report.agent().startedAt().toString())
        .put("source", report.agent().source());
    document
        .putObject("state")
        .put("name", report.state().name())
        .put("since", report.state().since().toString())
        .put("reason", report.state().reason())
        .put("next", report.state().next());
    document
        .put("generation", report.work().generation())
        .put("attachments", report.work().attachments())
        .put("publishes", report.work().publishes())
        .put("faults", report.work().faults())
        .put("circuitOpened", report.work().circuitOpened());
    var layers = document.putArray("layers");
    report.layers().forEach(layer -> layers
        .addObject()
        .put("name", layer.name())
        .put("kind", layer.kind())
        .put("members", layer.members()));
    var problems = document.putArray("problems");
    report.problems().forEach(problems::add);
    var notes = document.putArray("notes");
    report.notes().forEach(notes::add);
    var safeMode = document.putArray("safeMode");
    report.safeMode().forEach(one -> safeMode
        .addObject()
        .put("source", one.source())
        .put("by", one.by())
        .put("reason", one.reason())
        .put("since", one.since().toString()));
    var sources = document.putArray("sources");
    report.sources().forEach(one -> {
      var node = sources.addObject().put("name", one.name());
      if (one.problem() != null) {
        node.put("problem", one.problem());
      }
    });
    var exit = report.lastExit();
    if (exit != null) {
      document.putObject("lastExit").put("cause", exit.cause()).put("text", exit.text());
    }
    return document;
  }

  /**
   * Reads a document. What a newer agent adds is passed over.
   *
   * @param json what an agent wrote
   * @return the report
   * @throws InputException if it is no such document
   */
  public static StatusReport read(String json) {
    try {
      JsonNode document = JsonDocument.read(json, KIND);
      JsonNode exit = document.path("lastExit");
      return new StatusReport(
          agent(document.path("agent")),
          state(document.path("state")),
          work(document),
          all(document.path("layers"), StatusJson::layer),
          all(document.path("problems"), JsonNode::asString),
          all(document.path("notes"), JsonNode::asString),
          all(document.path("safeMode"), StatusJson::request),
          all(document.path("sources"), StatusJson::source),
          exit.isObject() ? new Exit(text(exit, "cause"), text(exit, "text")) : null);
    } catch (JacksonException | DateTimeParseException e) {
      throw new InputException(
          "the agent's answer cannot be read: " + e.getMessage()
              + "; use the command of the agent's own release",
          e);
    }
  }

  private static Agent agent(JsonNode node) {
    return new Agent(
        text(node, "version"),
        node.path("pid").asLong(),
        time(node, "startedAt"),
        text(node, "source"));
  }

  private static State state(JsonNode node) {
    return new State(
        text(node, "name"), time(node, "since"), text(node, "reason"), text(node, "next"));
  }

  private static Work work(JsonNode node) {
    return new Work(
        node.path("generation").asLong(),
        node.path("attachments").asLong(),
        node.path("publishes").asLong(),
        node.path("faults").asInt(),
        node.path("circuitOpened").asInt());
  }

  private static LayerLine layer(JsonNode node) {
    return new LayerLine(
        text(node, "name"), text(node, "kind"), node.path("members").asInt());
  }

  private static Request request(JsonNode node) {
    return new Request(
        text(node, "source"), text(node, "by"), text(node, "reason"), time(node, "since"));
  }

  private static Source source(JsonNode node) {
    return new Source(text(node, "name"), node.has("problem") ? text(node, "problem") : null);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static Instant time(JsonNode node, String field) {
    return Instant.parse(node.path(field).asString());
  }

  private static <T> List<T> all(JsonNode nodes, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    nodes.forEach(node -> all.add(read.apply(node)));
    return all;
  }
}

package io.temper.agent.json;

import io.temper.agent.report.advice.LintRun;
import io.temper.agent.report.advice.LintRun.Row;
import io.temper.lint.LintResult;
import io.temper.lint.fact.SourcePlace;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.Outcome.Suppressed;
import io.temper.lint.rule.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@link LintRun} in SARIF 2.1.0, which code scanners exchange. Violations are results, suppressed ones
 * carry why; what could not be checked, or was not looked at, is a notification of the run, since it is no
 * result.
 */
public final class LintSarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  /** Raised when what fingerprints are made of changes for all results; a few may change without. */
  private static final String FINGERPRINT = "temperLint/v1";

  private final LintRun run;
  private final List<LintRule> rules;

  private LintSarif(LintRun run) {
    this.run = run;
    this.rules = run.rules();
  }

  /**
   * Returns the document of a run.
   *
   * @param run what to write
   * @param version of Temper
   * @return JSON
   */
  public static String of(LintRun run, String version) {
    return JsonDocument.text(new LintSarif(run).document(version));
  }

  private ObjectNode document(String version) {
    var document = JsonDocument.object().put("$schema", SCHEMA).put("version", "2.1.0");
    var one = document.putArray("runs").addObject();
    var driver = one.putObject("tool").putObject("driver");
    driver.put("name", "temper lint").put("version", version);
    var described = driver.putArray("rules");
    rules.forEach(rule -> described.add(rule(rule)));
    var invocation = one.putArray("invocations").addObject().put("executionSuccessful", true);
    invocation.put("endTimeUtc", run.at().toString());
    var notifications = invocation.putArray("toolExecutionNotifications");
    run.rows("could_not_check").forEach(row -> notifications.add(notification(row)));
    run.passedOver().ifPresent(text -> notifications.add(note(text)));
    var results = one.putArray("results");
    List<Row> rows =
        run.rows().stream().filter(row -> row.result().violation().isPresent()).toList();
    var fingerprints = new Fingerprints(rows);
    rows.forEach(row -> results.add(result(row, fingerprints.of(row))));
    return document;
  }

  private static ObjectNode rule(LintRule from) {
    var node =
        JsonDocument.object().put("id", from.id().value()).put("name", from.id().value());
    node.set("shortDescription", text(from.title()));
    node.set("fullDescription", text(from.why()));
    node.set("help", text(from.remediation() + " See " + from.help() + "."));
    node.putObject("defaultConfiguration").put("level", level(from.severity()));
    node.putObject("properties").put("scope", from.scope().label()).put("help", from.help());
    return node;
  }

  private static ObjectNode notification(Row row) {
    var node = note(row.subject() + ": " + row.result().outcome().text());
    node.putObject("associatedRule").put("id", row.result().id().value());
    return node;
  }

  private static ObjectNode note(String message) {
    var node = JsonDocument.object().put("level", "note");
    node.set("message", text(message));
    return node;
  }

  private ObjectNode result(Row row, String fingerprint) {
    LintResult from = row.result();
    var violation = from.violation().orElseThrow();
    var node = JsonDocument.object()
        .put("ruleId", from.id().value())
        .put("ruleIndex", rules.indexOf(from.rule()))
        .put("kind", "fail")
        .put("level", level(from.severity()));
    node.set("message", text(violation.message()));
    addLocation(node.putArray("locations"), row);
    node.putObject("partialFingerprints").put(FINGERPRINT, fingerprint);
    if (from.outcome() instanceof Suppressed suppressed) {
      node.putArray("suppressions")
          .addObject()
          .put("kind", "external")
          .put("status", "accepted")
          .put(
              "justification",
              suppressed.reason()
                  + (suppressed.expiry() == null ? "" : " (until " + suppressed.expiry() + ")"));
    }
    node.putObject("properties")
        .put("expected", violation.evidence().expected())
        .put("observed", violation.evidence().observed())
        .put("unit", violation.evidence().unit().label());
    return node;
  }

  private static void addLocation(ArrayNode locations, Row row) {
    var location = locations.addObject();
    SourcePlace place = row.result().place();
    if (place != null) {
      var physical = location.putObject("physicalLocation");
      physical.putObject("artifactLocation").put("uri", uri(place.source()));
      physical.putObject("region").put("startLine", place.line());
    }
    location.putArray("logicalLocations").addObject().put("fullyQualifiedName", row.subject());
  }

  /** A relative file stays one: the scanner knows what it is relative to. */
  private static String uri(String file) {
    try {
      return new URI(file.startsWith("/") ? "file" : null, null, file, null).toASCIIString();
    } catch (URISyntaxException e) {
      return "file";
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  private static ObjectNode text(String text) {
    return JsonDocument.object().put("text", text);
  }
}

package io.temper.agent.json;

import io.temper.agent.report.advice.LintPart;
import io.temper.agent.report.advice.LintRun;
import io.temper.agent.report.advice.LintRun.Row;
import io.temper.agent.report.input.InputException;
import io.temper.lint.LintReport;
import io.temper.lint.LintResult;
import io.temper.lint.fact.SourcePlace;
import io.temper.lint.rule.Evidence;
import io.temper.lint.rule.LintRule;
import io.temper.lint.rule.LintScope;
import io.temper.lint.rule.Outcome;
import io.temper.lint.rule.Outcome.Suppressed;
import io.temper.lint.rule.Outcome.Violation;
import io.temper.lint.rule.Severity;
import io.temper.lint.rule.Subject;
import io.temper.lint.rule.Unit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link LintRun} as JSON, both ways. */
public final class LintJson {
  /** The published schema, as an absolute name on the class path. */
  public static final String SCHEMA = "/META-INF/temper/schema/lint-report-v1.json";

  private static final String KIND = "LintReport";
  private static final List<String> OUTCOMES =
      List.of("pass", "violation", "suppressed", "not_applicable", "could_not_check");

  private LintJson() {}

  /**
   * Returns the document of a run.
   *
   * @param run what to write
   * @return JSON
   */
  public static String of(LintRun run) {
    var document =
        JsonDocument.of(KIND).put("source", run.source()).put("at", run.at().toString());
    var summary = document.putObject("summary");
    OUTCOMES.forEach(outcome -> summary.put(outcome, run.count(outcome)));
    var passedOver = document.putObject("passedOver");
    run.otherKinds().forEach(passedOver::put);
    var rules = document.putArray("rules");
    run.rules().forEach(rule -> rules.add(rule(rule)));
    var results = document.putArray("results");
    run.rows().forEach(row -> results.add(result(row)));
    return JsonDocument.text(document);
  }

  private static ObjectNode rule(LintRule rule) {
    return JsonDocument.object()
        .put("id", rule.id().value())
        .put("scope", rule.scope().label())
        .put("severity", rule.severity().label())
        .put("title", rule.title())
        .put("why", rule.why())
        .put("remediation", rule.remediation())
        .put("help", rule.help());
  }

  private static ObjectNode result(Row row) {
    LintResult from = row.result();
    var node = JsonDocument.object().put("rule", from.id().value()).put("node", row.node());
    node.putObject("subject")
        .put("kind", from.subject().kind().label())
        .put("name", from.subject().name());
    addPart(node, from);
    node.put("severity", from.severity().label())
        .put("outcome", from.outcome().label())
        .put("message", message(from));
    from.violation().ifPresent(violation -> node.set("evidence", evidence(violation.evidence())));
    if (from.outcome() instanceof Suppressed suppressed) {
      LocalDate until = suppressed.expiry();
      node.putObject("suppression")
          .put("reason", suppressed.reason())
          .put("until", until == null ? null : until.toString());
    }
    SourcePlace place = from.place();
    if (place != null) {
      node.putObject("place").put("source", place.source()).put("line", place.line());
    }
    return node;
  }

  /** Beside its subject, which has what suppressions match. */
  static void addPart(ObjectNode node, LintResult from) {
    if (!from.part().isEmpty()) {
      node.put("part", from.part());
    }
  }

  /** A suppression has its own fields, so the message is that of the violation. */
  private static String message(LintResult from) {
    return from.violation().map(Violation::message).orElse(from.outcome().text());
  }

  private static ObjectNode evidence(Evidence from) {
    Duration window = from.window();
    return JsonDocument.object()
        .put("expected", from.expected())
        .put("observed", from.observed())
        .put("unit", from.unit().label())
        .put("windowMillis", window == null ? null : window.toMillis());
  }

  /**
   * Reads what an agent says of its node.
   *
   * @param text a document that {@link #of} wrote
   * @return the run; the rules of another release are as they are there
   * @throws InputException if it is something else
   */
  public static LintRun read(String text) {
    try {
      JsonNode document = JsonDocument.read(text, KIND);
      var at = Instant.parse(document.path("at").asString(""));
      Map<String, LintRule> rules = new HashMap<>();
      document.path("rules").forEach(node -> {
        LintRule rule = rule(node);
        rules.put(rule.id().value(), rule);
      });
      Map<String, List<LintResult>> byNode = new LinkedHashMap<>();
      for (JsonNode node : document.path("results")) {
        byNode
            .computeIfAbsent(node.path("node").asString(""), unused -> new ArrayList<>())
            .add(result(node, rules));
      }
      return new LintRun(
          document.path("source").asString(""),
          at,
          byNode.entrySet().stream()
              .map(one -> new LintPart(one.getKey(), new LintReport(at, one.getValue())))
              .toList(),
          passedOver(document.path("passedOver")));
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new InputException("this is no lint report: " + e.getMessage(), e);
    }
  }

  private static SortedMap<String, Integer> passedOver(JsonNode node) {
    SortedMap<String, Integer> kinds = new TreeMap<>();
    node.properties().forEach(kind -> kinds.put(kind.getKey(), kind.getValue().asInt(0)));
    return kinds;
  }

  private static LintRule rule(JsonNode node) {
    return LintRule.named(
            node.path("id").asString(""),
            ofLabel(LintScope.values(), node, "scope"),
            severity(node))
        .title(node.path("title").asString(""))
        .why(node.path("why").asString(""))
        .remediation(node.path("remediation").asString(""))
        .check(input -> List.of());
  }

  private static LintResult result(JsonNode node, Map<String, LintRule> rules) {
    LintRule rule = rules.get(node.path("rule").asString(""));
    if (rule == null) {
      throw new IllegalArgumentException(
          "there is no rule '" + node.path("rule").asString("") + "' in it");
    }
    JsonNode subject = node.path("subject");
    String kind = subject.path("kind").asString("");
    return new LintResult(
        rule,
        severity(node),
        Subject.named(
            Subject.Kind.ofLabel(kind)
                .orElseThrow(() -> new IllegalArgumentException("unknown kind '" + kind + "'")),
            subject.path("name").asString("")),
        outcome(node),
        place(node.path("place")),
        node.path("part").asString(""));
  }

  private static Outcome outcome(JsonNode node) {
    String message = node.path("message").asString("");
    String label = node.path("outcome").asString("");
    return switch (label) {
      case "pass" -> new Outcome.Pass();
      case "violation" -> violation(node);
      case "suppressed" -> suppressed(node);
      case "not_applicable" -> new Outcome.NotApplicable(message);
      case "could_not_check" -> new Outcome.CouldNotCheck(message);
      default -> throw new IllegalArgumentException("unknown outcome '" + label + "'");
    };
  }

  private static Suppressed suppressed(JsonNode node) {
    JsonNode from = node.path("suppression");
    JsonNode until = from.path("until");
    return new Suppressed(
        violation(node),
        from.path("reason").asString(""),
        until.isString() ? LocalDate.parse(until.stringValue()) : null);
  }

  private static Violation violation(JsonNode node) {
    JsonNode from = node.path("evidence");
    JsonNode window = from.path("windowMillis");
    String unit = from.path("unit").asString("");
    return new Violation(
        node.path("message").asString(""),
        new Evidence(
            from.path("expected").asString(""),
            from.path("observed").asString(""),
            Stream.of(Unit.values())
                .filter(one -> one.label().equals(unit))
                .findFirst()
                .orElse(Unit.NONE),
            window.isNumber() ? Duration.ofMillis(window.asLong()) : null));
  }

  private static @Nullable SourcePlace place(JsonNode node) {
    return node.isObject()
        ? new SourcePlace(node.path("source").asString(""), node.path("line").asInt(0))
        : null;
  }

  private static Severity severity(JsonNode node) {
    String label = node.path("severity").asString("");
    return Severity.ofLabel(label)
        .orElseThrow(() -> new IllegalArgumentException("unknown severity '" + label + "'"));
  }

  private static LintScope ofLabel(LintScope[] scopes, JsonNode node, String field) {
    String label = node.path(field).asString("");
    return Stream.of(scopes)
        .filter(scope -> scope.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown " + field + " '" + label + "'"));
  }
}

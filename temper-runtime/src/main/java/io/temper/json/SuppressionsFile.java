package io.temper.json;

import static java.util.Objects.requireNonNullElse;

import io.temper.lint.StandardRules;
import io.temper.lint.fact.Suppression;
import io.temper.lint.fact.Suppressions;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one suppression document to its end. */
final class SuppressionsFile {
  static final String KIND = "LintSuppressions";

  private static final String LIST = "suppress";
  private static final String EVERYTHING = "*";
  private static final List<String> TOP_KEYS = List.of("apiVersion", "kind", LIST);
  private static final List<String> KEYS = List.of("rule", "subject", "reason", "until");
  private static final List<String> RULES =
      StandardRules.all().stream().map(rule -> rule.id().value()).toList();

  private final PlacedDocument document;
  private final Faults faults;

  SuppressionsFile(PlacedDocument document) {
    this.document = document;
    this.faults = new Faults(document.source());
  }

  Suppressions read() {
    DocumentTable top = DocumentTable.of(document, faults);
    JsonCodec.requireFrame(
        document.source(),
        document.root().path("apiVersion").asString("missing"),
        document.root().path("kind").asString("missing"),
        KIND);
    top.allowOnly(TOP_KEYS);
    List<Suppression> all = new ArrayList<>();
    for (DocumentTable table : top.tables(LIST, "begin each suppression with [[suppress]]")) {
      Suppression suppression = suppression(table);
      if (suppression != null) {
        all.add(suppression);
      }
    }
    faults.throwIfAny();
    return new Suppressions(all, List.of());
  }

  /** Returns null if anything is wrong with it. */
  private @Nullable Suppression suppression(DocumentTable table) {
    table.allowOnly(KEYS);
    String rule = table.require("rule", "name a rule of docs/linter.md", SuppressionsFile::rule);
    String subject =
        table.read("subject", "name a workload as in shop/web, or shop/*", SuppressionsFile::words);
    String reason = table.require("reason", "say why it is left so", SuppressionsFile::words);
    LocalDate until =
        table.read("until", "write a day as in \"2027-01-31\"", SuppressionsFile::day);
    return rule == null || reason == null
        ? null
        : new Suppression(
            rule,
            requireNonNullElse(subject, EVERYTHING),
            reason,
            until,
            document.source() + ":" + table.lineOf("rule"));
  }

  private static String rule(JsonNode node) {
    String name = DocumentValue.text(node);
    if (!RULES.contains(name)) {
      throw new IllegalArgumentException("there is no rule '" + name + "'"
          + Nearest.of(name, RULES).map(near -> ", but '" + near + "'").orElse(""));
    }
    return name;
  }

  private static String words(JsonNode node) {
    String text = DocumentValue.text(node).strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("expected words, found nothing");
    }
    return text;
  }

  private static LocalDate day(JsonNode node) {
    String text = DocumentValue.text(node);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a day, found '" + text + "'", e);
    }
  }
}

package io.temper.agent.json;

import io.temper.agent.report.input.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The frame that all JSON documents of the command line share. */
final class JsonDocument {

  /** Raised when a field is renamed or removed; fields are added without. */
  private static final String API_VERSION = "temper.io/v1";

  private static final JsonMapper MAPPER = new JsonMapper();

  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private JsonDocument() {}

  /** Returns a new document that says what it is. */
  static ObjectNode of(String kind) {
    return object().put("apiVersion", API_VERSION).put("kind", kind);
  }

  /** Returns a new part of a document. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Returns the document of a text.
   *
   * @throws InputException if it is of another kind or version
   * @throws JacksonException if it is no JSON
   */
  static JsonNode read(String text, String kind) {
    JsonNode document = MAPPER.readTree(text);
    if (!API_VERSION.equals(document.path("apiVersion").asString(""))
        || !kind.equals(document.path("kind").asString(""))) {
      throw new InputException("expected a document of apiVersion '" + API_VERSION + "' and kind '"
          + kind + "', but it is of '" + document.path("apiVersion").asString("") + "' and '"
          + document.path("kind").asString("") + "': use releases of Temper that fit together");
    }
    return document;
  }

  /** Returns the text of {@code document}, indented, without a newline at its end. */
  static String text(ObjectNode document) {
    // A printer carries the state of one document.
    var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
    return MAPPER.writer().with(printer).writeValueAsString(document);
  }
}

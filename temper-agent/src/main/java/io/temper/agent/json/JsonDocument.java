package io.temper.agent.json;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
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

  /** Returns the text of {@code document}, indented, without a newline at its end. */
  static String text(ObjectNode document) {
    // A printer carries the state of one document.
    var printer = new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT);
    return MAPPER.writer().with(printer).writeValueAsString(document);
  }
}

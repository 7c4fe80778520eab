package io.temper.agent.json;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The frame that all JSON documents of the command line share. */
final class JsonDocument {

  /** Raised when a field is renamed or removed; fields are added without. */
  private static final String API_VERSION = "temper.io/v1";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonDocument() {}

  /** Returns a new document that says what it is. */
  static ObjectNode of(String kind) {
    return JsonNodeFactory.instance.objectNode().put("apiVersion", API_VERSION).put("kind", kind);
  }

  /** Returns the text of {@code document}, indented, without a newline at its end. */
  static String text(ObjectNode document) {
    return MAPPER.writeValueAsString(document).replace("\r\n", "\n");
  }
}

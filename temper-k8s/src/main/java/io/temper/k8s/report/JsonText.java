package io.temper.k8s.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes small objects as JSON. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /**
   * Returns an object as JSON.
   *
   * @param object values are texts, whole numbers, further objects or lists of such values; written in the
   *     map's order
   * @throws IllegalArgumentException if a value is anything else
   */
  static String of(Map<String, ?> object) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(object, json);
    }
    return text.toString();
  }

  private static void write(Map<?, ?> object, JsonGenerator json) {
    json.writeStartObject();
    object.forEach((key, value) -> {
      json.writeName(String.valueOf(key));
      writeValue(key, value, json);
    });
    json.writeEndObject();
  }

  private static void writeValue(Object key, Object value, JsonGenerator json) {
    if (value instanceof Map<?, ?> inner) {
      write(inner, json);
    } else if (value instanceof List<?> items) {
      json.writeStartArray();
      items.forEach(item -> writeValue(key, item, json));
      json.writeEndArray();
    } else if (value instanceof String string) {
      json.writeString(string);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else {
      throw new IllegalArgumentException(key + " is neither text nor number: " + value);
    }
  }
}

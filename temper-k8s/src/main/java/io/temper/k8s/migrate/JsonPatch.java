package io.temper.k8s.migrate;

import io.temper.k8s.text.DocumentReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Changes of one object, as RFC 6902 has them. */
final class JsonPatch {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final List<Change> changes = new ArrayList<>();

  /** A value is empty for what is removed. */
  private record Change(String operation, String path, String value) {}

  /** Gives an entry of an object another key, and keeps its value. */
  void move(String pointer, String old, String now) {
    String start = pointer + "/";
    changes.add(new Change(
        "move", start + DocumentReader.escaped(now), start + DocumentReader.escaped(old)));
  }

  void remove(String pointer, String key) {
    changes.add(new Change("remove", pointer + "/" + DocumentReader.escaped(key), ""));
  }

  void replace(String pointer, String value) {
    changes.add(new Change("replace", pointer, value));
  }

  String json() {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      changes.forEach(change -> write(change, json));
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void write(Change change, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("op", change.operation());
    switch (change.operation()) {
      case "move" -> json.writeStringProperty("from", change.value());
      case "replace" -> json.writeStringProperty("value", change.value());
      default -> {}
    }
    json.writeStringProperty("path", change.path());
    json.writeEndObject();
  }
}

package io.temper.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One object that the chart makes.
 *
 * @param json the object
 */
record Manifest(JsonNode json) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Returns the objects of a stream of YAML documents, those that are empty left out. */
  static List<Manifest> all(String yaml) {
    var load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
    return StreamSupport.stream(load.loadAllFromString(yaml).spliterator(), false)
        .filter(Map.class::isInstance)
        .map(document -> new Manifest(JSON.valueToTree(document)))
        .toList();
  }

  /** Returns the only one of a kind and name. */
  static Manifest only(List<Manifest> all, String kind, String name) {
    List<Manifest> found = all.stream()
        .filter(one -> one.kind().equals(kind) && one.name().equals(name))
        .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + kind + "/" + name + " among "
          + all.stream().map(Manifest::title).toList());
    }
    return found.get(0);
  }

  String apiVersion() {
    return text("/apiVersion");
  }

  String kind() {
    return text("/kind");
  }

  String name() {
    return text("/metadata/name");
  }

  /** Returns kind and name. */
  String title() {
    return kind() + "/" + name();
  }

  /** Returns what is at a JSON pointer; a missing node if there is nothing. */
  JsonNode at(String pointer) {
    return json.at(pointer);
  }

  /** Returns the text at a JSON pointer; empty if there is none. */
  String text(String pointer) {
    return at(pointer).asString("");
  }

  /** Returns where the specification of its pods is; empty if it makes none. */
  String podPointer() {
    return Stream.of("/spec/jobTemplate/spec/template/spec", "/spec/template/spec")
        .filter(pointer -> at(pointer + "/containers").isArray())
        .findFirst()
        .orElse("");
  }
}

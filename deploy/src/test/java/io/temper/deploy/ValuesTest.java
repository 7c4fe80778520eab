package io.temper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values and their schema are one list, and each part of it is explained. */
class ValuesTest {
  /** What Helm itself gives to every chart. */
  private static final String GLOBAL = "/global";

  /** What is explained value by value. */
  private static final Set<String> GROUPS = Set.of("agent:", "networkPolicy:");

  @Test
  void schema_hasTheValuesAndNoOthers() throws IOException {
    JsonNode schema = new JsonMapper().readTree(read("values.schema.json"));
    JsonNode values = Manifest.all(read("values.yaml")).get(0).json();
    Set<String> known = new TreeSet<>();
    collect(schema, "", known);
    known.remove(GLOBAL);

    assertThat(pointersOf(values, schema, "")).isEqualTo(known);
  }

  @Test
  void everyObjectOfTheSchema_refusesWhatItDoesNotKnow() throws IOException {
    List<String> open = new ArrayList<>();
    collectOpen(new JsonMapper().readTree(read("values.schema.json")), "", open);

    // Of Helm, and a peer of a NetworkPolicy, which the API server checks.
    assertThat(open).containsExactlyInAnyOrder(GLOBAL, "/networkPolicy/from/*");
  }

  @Test
  void everyPartOfTheValues_isExplained() throws IOException {
    List<String> lines = read("values.yaml").lines().toList();
    List<String> bare = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean isTopLevel = line.matches("[a-zA-Z]+:.*");
      boolean opens = i == 0 || lines.get(i - 1).isBlank();
      if (isTopLevel && opens && !GROUPS.contains(line)) {
        bare.add(line);
      }
    }
    assertThat(bare).isEmpty();
  }

  private static String read(String name) throws IOException {
    return Files.readString(Chart.FOLDER.resolve(name));
  }

  private static void collect(JsonNode schema, String pointer, Set<String> found) {
    schema.path("properties").propertyStream().forEach(property -> {
      String below = pointer + "/" + property.getKey();
      found.add(below);
      collect(property.getValue(), below, found);
    });
    if (pointer.endsWith("/resources")) {
      found.removeIf(one -> one.startsWith(pointer + "/"));
    }
  }

  private static void collectOpen(JsonNode schema, String pointer, List<String> open) {
    boolean isObject = schema.path("type").asString("").equals("object");
    if (isObject && schema.path("additionalProperties").isMissingNode()) {
      open.add(pointer);
    }
    schema
        .path("properties")
        .propertyStream()
        .forEach(
            property -> collectOpen(property.getValue(), pointer + "/" + property.getKey(), open));
    if (schema.has("items")) {
      collectOpen(schema.path("items"), pointer + "/*", open);
    }
  }

  /** Returns the pointers of the values, as deep as the schema names them. */
  private static Set<String> pointersOf(JsonNode values, JsonNode schema, String pointer) {
    Set<String> found = new TreeSet<>();
    if (!schema.has("properties") || pointer.endsWith("/resources")) {
      return found;
    }
    values.propertyStream().forEach(value -> {
      String below = pointer + "/" + value.getKey();
      found.add(below);
      found.addAll(pointersOf(value.getValue(), schema.at("/properties/" + value.getKey()), below));
    });
    return found;
  }
}

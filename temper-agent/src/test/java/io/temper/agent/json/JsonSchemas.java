package io.temper.agent.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas that the agent publishes. */
public final class JsonSchemas {
  private static final String IDS = "https://temper.io/schema/";
  private static final String FOLDER = "/META-INF/temper/schema/";
  private static final JsonMapper MAPPER = new JsonMapper();

  /** As they are published: what a newer agent adds is no fault. */
  private static final SchemaRegistry PUBLISHED = registry(JsonSchemas::text);

  /** What this agent writes must be in them. */
  private static final SchemaRegistry CLOSED = registry(id -> closed(text(id)));

  private JsonSchemas() {}

  private static SchemaRegistry registry(Function<String, String> texts) {
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        builder -> builder.schemas(id -> id.startsWith(IDS) ? texts.apply(id) : null));
  }

  /** Asserts that a document is right, and has nothing that its schema does not describe. */
  public static void requireValid(String schema, String document) {
    assertThat(faults(CLOSED, schema, document)).as(document).isEmpty();
  }

  /** Tells whether a document is right by the schema as it is published. */
  public static boolean accepts(String schema, String document) {
    return faults(PUBLISHED, schema, document).isEmpty();
  }

  private static List<?> faults(SchemaRegistry registry, String schema, String document) {
    Schema known = registry.getSchema(SchemaLocation.of(IDS + schema + ".json"));
    return known.validate(document, InputFormat.JSON);
  }

  private static String text(String id) {
    String name = FOLDER + id.substring(IDS.length());
    try (InputStream resource = JsonSchemas.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String closed(String schema) {
    JsonNode root = MAPPER.readTree(schema);
    close(root);
    return MAPPER.writeValueAsString(root);
  }

  private static void close(JsonNode node) {
    node.forEach(JsonSchemas::close);
    if (node instanceof ObjectNode object && object.path("type").asString("").equals("object")) {
      object.put("additionalProperties", false);
    }
  }
}

package io.temper.json;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A schema as it is published.
 *
 * @param schema its rules
 */
record PublishedSchema(Schema schema) {

  /** Reads the schema of an absolute name on the class path. */
  static PublishedSchema of(String name) {
    try (InputStream resource = PublishedSchema.class.getResourceAsStream(name)) {
      String text =
          new String(Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
      return new PublishedSchema(
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(text, InputFormat.JSON));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean accepts(String document) {
    return schema.validate(document, InputFormat.JSON).isEmpty();
  }
}

package io.temper.json;

import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * A TOML or JSON document as a tree that knows where each value stands.
 *
 * @param source the name of the text
 * @param root the tree
 * @param places where values stand, by JSON pointer
 */
record PlacedDocument(String source, JsonNode root, Map<String, TokenStreamLocation> places) {
  private static final TomlMapper TOML = new TomlMapper();

  /** Amounts are written as decimals, and 0.1 is one exactly. */
  private static final ObjectReader JSON =
      JsonCodec.MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /**
   * Reads a file.
   *
   * @param other which file to give instead if it cannot be read, unless this user may not
   * @param remedy what to do if it is no document
   * @throws JsonFormatException if it cannot be read, or is neither TOML nor JSON
   */
  static PlacedDocument read(Path file, String other, String remedy) {
    try {
      return parse(file.toString(), Files.readString(file), remedy);
    } catch (IOException e) {
      throw JsonFormatException.unreadable(file, ReadProblem.of(file, e, other), e);
    }
  }

  /**
   * Reads a text: JSON if its name ends with {@code .json}, else TOML.
   *
   * @param remedy what to do if it is no document
   * @throws JsonFormatException if it is not what its name says
   */
  static PlacedDocument parse(String source, String text, String remedy) {
    try {
      return source.endsWith(".json")
          ? new PlacedDocument(source, JSON.readTree(text), jsonPlaces(text))
          : new PlacedDocument(source, TOML.readTree(text), TomlPlaces.of(text));
    } catch (JacksonException e) {
      throw JsonCodec.malformed(source, e, null, remedy);
    }
  }

  /** Returns the step of a JSON pointer to a field. */
  static String step(String field) {
    return "/" + field.replace("~", "~0").replace("/", "~1");
  }

  /** Returns where a value stands, or else what is around it; null if nothing around it is known. */
  @Nullable
  TokenStreamLocation placeOf(String pointer) {
    String nearest = pointer;
    while (!nearest.isEmpty() && !places.containsKey(nearest)) {
      nearest = nearest.substring(0, nearest.lastIndexOf('/'));
    }
    return places.get(nearest);
  }

  private static Map<String, TokenStreamLocation> jsonPlaces(String text) {
    Map<String, TokenStreamLocation> places = new HashMap<>();
    try (JsonParser parser = JsonCodec.MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        places.putIfAbsent(
            parser.streamReadContext().pathAsPointer().toString(), parser.currentTokenLocation());
      }
    }
    return places;
  }
}

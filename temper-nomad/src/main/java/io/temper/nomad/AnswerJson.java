package io.temper.nomad;

import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** How answers of Nomad are read: fields that nobody asks for are passed over. */
final class AnswerJson {
  /**
   * Nomad reads a job as JSON of Go, which goes 10 000 deep, and answers with a list and an allocation
   * around it. Nothing that reads an answer calls itself for each level, so no stack is the limit.
   */
  private static final int DEEPEST = 10_100;

  /**
   * The parser's own limits would let one job with a long key spoil the list of all. An answer is bounded as
   * a whole before it is read; numbers keep their limit, since Go writes none that is longer.
   */
  private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
      .maxNameLength(Integer.MAX_VALUE)
      .maxStringLength(Integer.MAX_VALUE)
      .maxNestingDepth(DEEPEST)
      .build();

  static final JsonMapper MAPPER = JsonMapper.builder()
      .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
      .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  /** After one of a list there is the next. */
  static final ObjectReader ELEMENT =
      MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private AnswerJson() {}

  /** Begins to read an answer, by a factory of its own: one that is shared would remember the names of all. */
  static JsonParser parser(InputStream json) {
    return JsonFactory.builder()
        .streamReadConstraints(LIMITS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build()
        .createParser(ObjectReadContext.empty(), json);
  }

  /** Returns what the library found, with the place in the text, in one line. */
  static String wordsOf(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(Quote.of(step.getPropertyName()));
      }
    }
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    return Quote.of(path.isEmpty() ? message : "at " + path + ": " + message);
  }
}

package io.temper.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How all documents are written and read: fields in the order of the records, absent ones left out,
 * lines ended alike everywhere; and strictly, so that a typing error is told and not passed over.
 */
final class JsonCodec {
  /** Raised when a field is renamed, removed, or changes its meaning; fields are added without. */
  static final String API_VERSION = "temper.io/v1";

  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private static final Separators SEPARATORS =
      Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER);

  static final JsonMapper MAPPER = JsonMapper.builder()
      .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
      .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
      .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .changeDefaultPropertyInclusion(
          value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
      .build();

  private JsonCodec() {}

  /** Returns indented text with a newline at its end. */
  static String write(Object dto) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(INDENT).withArrayIndenter(INDENT);
    return MAPPER.writer().with(printer).writeValueAsString(dto) + "\n";
  }

  /**
   * Turns the library's error into ours.
   *
   * @param last the last place that is known, for errors that come without one
   */
  static JsonFormatException malformed(
      String source, JacksonException e, @Nullable TokenStreamLocation last, String remedy) {
    TokenStreamLocation own = e.getLocation();
    TokenStreamLocation place = own == null || own.getLineNr() < 1 ? last : own;
    return new JsonFormatException(source, place, problemOf(e), remedy, e);
  }

  private static String problemOf(JacksonException e) {
    if (e instanceof PropertyBindingException) {
      return "there is no field '" + pathOf(e) + "'";
    }
    if (e instanceof UnexpectedEndOfInputException) {
      return "the text ends too early";
    }
    return e.getPath().isEmpty() ? messageOf(e) : "at " + pathOf(e) + ": " + messageOf(e);
  }

  private static String messageOf(JacksonException e) {
    Throwable cause = e.getCause();
    String message =
        e instanceof ValueInstantiationException && cause != null && cause.getMessage() != null
            ? cause.getMessage()
            : e.getOriginalMessage();
    return InputProblem.ofParser(message);
  }

  private static String pathOf(JacksonException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }

  /** Refuses a document of another kind or version. */
  static void requireFrame(String source, Object apiVersion, Object kind, String expectedKind) {
    if (!API_VERSION.equals(apiVersion) || !expectedKind.equals(kind)) {
      throw new JsonFormatException(
          source,
          null,
          "it is of apiVersion '" + apiVersion + "' and kind '" + kind + "'",
          "give a document of apiVersion '" + API_VERSION + "' and kind '" + expectedKind + "'",
          null);
    }
  }
}

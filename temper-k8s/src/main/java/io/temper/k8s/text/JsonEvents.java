package io.temper.k8s.text;

import io.temper.json.InputProblem;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** The events of JSON text, in UTF-8, or in UTF-16 or UTF-32 as its first bytes tell. */
public final class JsonEvents implements EventSource {
  private static final String PRINT_ANEW =
      "mend the text there, or print the list anew: kubectl get pods -A -o json";
  private static final String READ_REMEDY = "check the file and its disk, then try again";

  /**
   * Above what an API server accepts: a request of it has 3 MiB at most, and names of it come back as keys,
   * with each quote and backslash escaped twice.
   */
  private static final int LONGEST_NAME = 16 * 1024 * 1024;

  /** As deep as an API server reads JSON. */
  private static final int DEEPEST = 10_000;

  /** The parser's own limits would let one object with a long key spoil a list of all. */
  private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
      .maxNameLength(LONGEST_NAME)
      .maxNestingDepth(DEEPEST)
      .build();

  private final String source;
  private final String remedy;
  private final JsonParser parser;

  /**
   * Creates the events of a text.
   *
   * @param source what to call the text in messages
   * @param in the text; read as far as events are asked for
   * @throws UnreadableTextException if not even its beginning can be read
   */
  public JsonEvents(String source, InputStream in) {
    this(source, in, PRINT_ANEW);
  }

  /**
   * Creates the events of a text.
   *
   * @param source what to call the text in messages
   * @param in the text; read as far as events are asked for
   * @param remedy what to do where the text is not JSON
   * @throws UnreadableTextException if not even its beginning can be read
   */
  public JsonEvents(String source, InputStream in, String remedy) {
    this.source = source;
    this.remedy = remedy;
    try {
      // A factory each: one that is shared would remember the names of all texts.
      var factory = JsonFactory.builder().streamReadConstraints(LIMITS).build();
      this.parser = factory.createParser(ObjectReadContext.empty(), in);
    } catch (JacksonException e) {
      throw malformed(e, Position.UNKNOWN);
    }
  }

  @Override
  public Event next() {
    try {
      return eventOf(parser.nextToken());
    } catch (JacksonException e) {
      throw malformed(e, position());
    }
  }

  private static Event eventOf(@Nullable JsonToken token) {
    if (token == null) {
      return Event.END_OF_INPUT;
    }
    return switch (token) {
      case START_OBJECT -> Event.START_OBJECT;
      case END_OBJECT -> Event.END_OBJECT;
      case START_ARRAY -> Event.START_ARRAY;
      case END_ARRAY -> Event.END_ARRAY;
      case PROPERTY_NAME -> Event.KEY;
      case VALUE_NULL -> Event.NULL;
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
        Event.TEXT;
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
        throw new IllegalStateException("not a token of text: " + token);
    };
  }

  @Override
  public String text() {
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw malformed(e, position());
    }
  }

  @Override
  public void skipChildren() {
    try {
      parser.skipChildren();
    } catch (JacksonException e) {
      throw malformed(e, position());
    }
  }

  @Override
  public Position position() {
    return positionOf(parser.currentTokenLocation());
  }

  @Override
  public void close() {
    parser.close();
  }

  private static Position positionOf(TokenStreamLocation location) {
    return location.getLineNr() < 1
        ? Position.UNKNOWN
        : new Position(location.getLineNr(), Math.max(1, location.getColumnNr()));
  }

  private UnreadableTextException malformed(JacksonException e, Position last) {
    if (e instanceof JacksonIOException io) {
      return new UnreadableTextException(
          source, last, "reading failed: " + io.getOriginalMessage(), READ_REMEDY, io);
    }
    TokenStreamLocation location = e.getLocation();
    return new UnreadableTextException(
        source,
        location == null ? last : positionOf(location),
        "not valid JSON: " + problemOf(e),
        remedy,
        e);
  }

  private static String problemOf(JacksonException e) {
    if (e instanceof UnexpectedEndOfInputException) {
      return "the text ends too early";
    }
    return InputProblem.ofParser(e.getOriginalMessage());
  }
}

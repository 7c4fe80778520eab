package io.temper.k8s.text;

import io.temper.runtime.input.ReadProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.BitSet;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.YamlUnicodeReader;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The events of YAML text, in UTF-8, or in UTF-16 or UTF-32 as its byte order mark tells. */
final class YamlEvents implements EventSource {
  private static final String REMEDY =
      "mend the text there, or print the list anew: kubectl get pods -A -o yaml";
  private static final String READ_REMEDY = "check the file and its disk, then try again";
  private static final String PLAIN_REMEDY =
      "write the value out, as kubectl does: kubectl get pods -A -o yaml";
  private static final int BUFFER_CHARS = 32 * 1024;

  private final String source;
  private final Iterator<org.snakeyaml.engine.v2.events.Event> events;

  /** By depth: whether the open collection is an object. Level 0 is outside of all. */
  private final BitSet isObject = new BitSet();

  /** By depth: whether the object there waits for a key. */
  private final BitSet awaitsKey = new BitSet();

  private int depth;
  private String text = "";
  private org.snakeyaml.engine.v2.events.@Nullable Event current;

  /**
   * Creates the events of a text.
   *
   * @param source what to call the text in messages
   * @param in the text
   */
  public YamlEvents(String source, InputStream in) {
    this.source = source;
    // The library's size limit guards those who build a tree; a stream of events needs none.
    LoadSettings settings = LoadSettings.builder()
        .setCodePointLimit(Integer.MAX_VALUE)
        .setBufferSize(BUFFER_CHARS)
        .build();
    // As the library's own Parse does it, which is in a package that its module does not export.
    this.events = new ParserImpl(settings, new StreamReader(settings, new YamlUnicodeReader(in)));
  }

  @Override
  public Event next() {
    Event event;
    do {
      org.snakeyaml.engine.v2.events.Event next = advance();
      event = next == null ? Event.END_OF_INPUT : eventOf(next);
    } while (event == null);
    return event;
  }

  /** Returns null for what only frames documents. */
  private @Nullable Event eventOf(org.snakeyaml.engine.v2.events.Event event) {
    return switch (event.getEventId()) {
      case MappingStart -> open(true);
      case SequenceStart -> open(false);
      case MappingEnd -> close(Event.END_OBJECT);
      case SequenceEnd -> close(Event.END_ARRAY);
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      case StreamEnd -> Event.END_OF_INPUT;
      case StreamStart, DocumentStart, DocumentEnd, Comment -> null;
    };
  }

  private Event close(Event end) {
    depth--;
    return end;
  }

  private Event open(boolean object) {
    takeValue();
    depth++;
    isObject.set(depth, object);
    awaitsKey.set(depth, object);
    return object ? Event.START_OBJECT : Event.START_ARRAY;
  }

  private Event scalar(ScalarEvent scalar) {
    text = scalar.getValue();
    if (awaitsKey.get(depth)) {
      if (scalar.isPlain() && text.equals("<<")) {
        throw refuse("a YAML merge key (<<)", PLAIN_REMEDY);
      }
      awaitsKey.clear(depth);
      return Event.KEY;
    }
    takeValue();
    return isNull(scalar) ? Event.NULL : Event.TEXT;
  }

  private Event alias(AliasEvent alias) {
    takeValue();
    text = alias.getAlias().getValue();
    return Event.ALIAS;
  }

  /** Notes that the open collection has got the value that starts at the current event. */
  private void takeValue() {
    if (awaitsKey.get(depth)) {
      throw refuse("a key that is not plain text", PLAIN_REMEDY);
    }
    awaitsKey.set(depth, isObject.get(depth));
  }

  private static boolean isNull(ScalarEvent scalar) {
    if (!scalar.isPlain() || scalar.getTag().isPresent()) {
      return false;
    }
    return switch (scalar.getValue()) {
      case "", "~", "null", "Null", "NULL" -> true;
      default -> false;
    };
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public void skipChildren() {
    // Keys and values need no telling apart here, and whatever stands inside is not looked at.
    for (int open = 1; open > 0; ) {
      org.snakeyaml.engine.v2.events.Event event = advance();
      if (event == null) {
        throw refuse("the text ends inside a value", REMEDY);
      }
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> open++;
        case MappingEnd, SequenceEnd -> open--;
        default -> {}
      }
    }
    depth--;
  }

  private org.snakeyaml.engine.v2.events.@Nullable Event advance() {
    try {
      if (!events.hasNext()) {
        return null;
      }
      current = events.next();
      return current;
    } catch (MarkedYamlEngineException e) {
      Position position = e.getProblemMark().map(YamlEvents::positionOf).orElse(position());
      throw malformed(position, e.getProblem(), e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof CharacterCodingException coding) {
        var problem = ReadProblem.of(coding, REMEDY);
        throw new UnreadableTextException(source, position(), problem.text(), problem.remedy(), e);
      }
      if (e.getCause() instanceof IOException io) {
        throw new UnreadableTextException(
            source, position(), "reading failed: " + io.getMessage(), READ_REMEDY, e);
      }
      // The library lets exceptions of the JDK pass, such as for an escape beyond Unicode. It was
      // given nothing but the text, so whatever it throws is about the text.
      throw malformed(position(), e.getMessage(), e);
    }
  }

  @Override
  public Position position() {
    return current == null
        ? Position.UNKNOWN
        : current.getStartMark().map(YamlEvents::positionOf).orElse(Position.UNKNOWN);
  }

  private static Position positionOf(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  @Override
  public void close() {
    // The stream belongs to the caller, and the parser holds nothing else.
  }

  private UnreadableTextException refuse(String what, String remedy) {
    return new UnreadableTextException(source, position(), what + " is not read", remedy, null);
  }

  private UnreadableTextException malformed(
      Position position, @Nullable String problem, RuntimeException cause) {
    return new UnreadableTextException(
        source, position, "not valid YAML: " + problem, REMEDY, cause);
  }
}

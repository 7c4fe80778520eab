package io.temper.k8s.text;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects, arrays and text from a stream of events, and says what it expected, and where, when
 * it finds something else. Like the text itself it only goes forwards: a caller walks an object by
 *
 * <pre>{@code
 * if (in.enterObject("spec")) {
 *   for (String key = in.nextKey(); key != null; key = in.nextKey()) {
 *     switch (key) {
 *       case "nodeName" -> nodeName = in.text(key);
 *       default -> in.skip();
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A null counts as absent everywhere, as in Kubernetes.
 */
public final class DocumentReader implements AutoCloseable {
  private static final String REMEDY =
      "print the list as it is: kubectl get pods -A -o json (or -o yaml)";

  /** Far above what Kubernetes nests. */
  private static final int DEEPEST = 64;

  private final String source;
  private final EventSource events;
  private final Deque<Set<String>> seenKeys = new ArrayDeque<>();
  private Event event = Event.NULL;
  private int depth;
  private @Nullable UnreadableTextException unexpected;
  private Position key = Position.UNKNOWN;

  /**
   * Creates a reader that stands before the first document.
   *
   * @param source what to call the text in messages
   * @param events the text; closed by this
   */
  public DocumentReader(String source, EventSource events) {
    this.source = source;
    this.events = events;
  }

  /**
   * Creates a reader of a text in JSON or YAML; which of the two is found out from its beginning.
   *
   * @param source what to call the text in messages
   * @param in the text; not closed by the reader
   * @return stands before the first document
   * @throws UnreadableTextException if not even its beginning can be read
   */
  public static DocumentReader of(String source, InputStream in) {
    return new DocumentReader(source, TextFormat.events(source, in));
  }

  /**
   * Returns the name of the text.
   *
   * @return usually a file name
   */
  public String source() {
    return source;
  }

  /**
   * Returns where the last thing read starts.
   *
   * @return line and column, as far as they are known
   */
  public Position position() {
    return events.position();
  }

  /**
   * Returns where the key stands that {@link #nextKey} returned last.
   *
   * @return line and column, as far as they are known
   */
  public Position keyPosition() {
    return key;
  }

  /**
   * Moves to the next document.
   *
   * @return false when there is none
   */
  public boolean nextDocument() {
    event = events.next();
    return event != Event.END_OF_INPUT;
  }

  /**
   * Enters the object that stands here.
   *
   * @param what its name, for the error
   * @return false if a null stands here
   */
  public boolean enterObject(String what) {
    if (event == Event.NULL) {
      return false;
    }
    expect(Event.START_OBJECT, what, "an object");
    seenKeys.push(new HashSet<>());
    depth++;
    return true;
  }

  /**
   * Moves to the next value of the object.
   *
   * @return its key; null at the object's end
   */
  public @Nullable String nextKey() {
    event = events.next();
    if (event == Event.END_OBJECT) {
      leave();
      return null;
    }
    expect(Event.KEY, "here", "a key or the end of an object");
    String name = events.text();
    if (!seenKeys.element().add(name)) {
      throw unexpected(
          "the key '" + Excerpt.of(name) + "' is given twice", "remove one of the two");
    }
    key = events.position();
    event = events.next();
    return name;
  }

  /**
   * Enters the array that stands here.
   *
   * @param what its name, for the error
   * @return false if a null stands here
   */
  public boolean enterArray(String what) {
    if (event == Event.NULL) {
      return false;
    }
    expect(Event.START_ARRAY, what, "a list");
    depth++;
    return true;
  }

  /**
   * Moves to the next value of the array.
   *
   * @return false at the array's end
   */
  public boolean nextItem() {
    event = events.next();
    if (event == Event.END_ARRAY) {
      leave();
      return false;
    }
    return true;
  }

  private void leave() {
    depth--;
    if (event == Event.END_OBJECT) {
      seenKeys.pop();
    }
  }

  /**
   * Reads the text, number or boolean that stands here.
   *
   * @param what its name, for the error
   * @return null if a null stands here
   */
  public @Nullable String text(String what) {
    if (event == Event.NULL) {
      return null;
    }
    expect(Event.TEXT, what, "text or a number");
    return events.text();
  }

  /**
   * Reads the value that stands here whole, whatever it is: each text, number and boolean in it. What is
   * nested deeper than {@value #DEEPEST} levels is passed over.
   *
   * @param pointer the path to the value, as a JSON pointer (RFC 6901)
   * @param take gets the path of each, and its text
   */
  public void eachText(String pointer, BiConsumer<String, String> take) {
    eachText(pointer, take, DEEPEST);
  }

  private void eachText(String pointer, BiConsumer<String, String> take, int levels) {
    if (levels == 0) {
      skip();
    } else if (event == Event.START_ARRAY) {
      for (int i = 0; nextItem(); i++) {
        eachText(pointer + "/" + i, take, levels - 1);
      }
    } else if (event == Event.START_OBJECT) {
      enterObject(pointer);
      for (String name = nextKey(); name != null; name = nextKey()) {
        eachText(pointer + "/" + escaped(name), take, levels - 1);
      }
    } else if (event != Event.NULL) {
      expect(Event.TEXT, pointer, "a value");
      take.accept(pointer, events.text());
    }
  }

  /**
   * Returns a key as it stands in a JSON pointer.
   *
   * @param key any text
   * @return the text, with {@code ~} and {@code /} escaped
   */
  public static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  /** Passes over the value that stands here, whatever it is. */
  public void skip() {
    if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
      events.skipChildren();
    }
  }

  /**
   * Reads the value that stands here, or passes over all of it where something else is found in it than was
   * expected: for what may turn out to be of no interest.
   *
   * @param read reads it
   * @return what was found; null if it was read
   * @throws UnreadableTextException if the text itself makes no sense
   */
  public @Nullable UnreadableTextException attempt(Runnable read) {
    int outside = depth;
    try {
      read.run();
      return null;
    } catch (UnreadableTextException e) {
      if (e != unexpected) {
        throw e;
      }
      passOver(outside, e);
      return e;
    }
  }

  /** Where that cannot be done, the first fault of the text is the one to tell. */
  private void passOver(int outside, UnreadableTextException first) {
    try {
      skip();
      while (depth > outside) {
        skipRest();
      }
      event = Event.NULL;
    } catch (UnreadableTextException later) {
      first.addSuppressed(later);
      throw first;
    }
  }

  /** Moves to the end of what was entered last. */
  private void skipRest() {
    for (event = events.next(); !isEnd(event); event = events.next()) {
      skip();
    }
    leave();
  }

  private boolean isEnd(Event of) {
    if (of == Event.END_OF_INPUT) {
      throw malformed("the text ends inside a value", REMEDY);
    }
    return of == Event.END_OBJECT || of == Event.END_ARRAY;
  }

  private void expect(Event expected, String what, String described) {
    if (event == expected) {
      return;
    }
    if (event == Event.ALIAS) {
      throw unexpected(
          what + " is the YAML alias *" + Excerpt.of(events.text()) + ", and aliases are not read",
          "write the value out, as kubectl does");
    }
    throw unexpected(what + ": expected " + described + ", found " + found(), REMEDY);
  }

  private UnreadableTextException unexpected(String problem, String remedy) {
    UnreadableTextException found = malformed(problem, remedy);
    unexpected = found;
    return found;
  }

  private String found() {
    return switch (event) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case TEXT -> "'" + Excerpt.of(events.text()) + "'";
      case KEY -> "the key '" + Excerpt.of(events.text()) + "'";
      case NULL -> "null";
      case ALIAS -> "an alias";
      case END_OBJECT, END_ARRAY -> "the end of a value";
      case END_OF_INPUT -> "the end of the text";
    };
  }

  /**
   * Returns an error at the last thing read.
   *
   * @param problem what is wrong
   * @param remedy what to do about it
   * @return the error, to be thrown
   */
  public UnreadableTextException malformed(String problem, String remedy) {
    return new UnreadableTextException(source, position(), problem, remedy, null);
  }

  @Override
  public void close() {
    events.close();
  }
}

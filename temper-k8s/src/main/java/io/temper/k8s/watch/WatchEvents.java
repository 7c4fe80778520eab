package io.temper.k8s.watch;

import io.temper.k8s.ServedObject;
import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.JsonEvents;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events of a watch as they come, one JSON object each.
 *
 * @param <T> what is kept of an object
 */
final class WatchEvents<T extends ServedObject> {
  private static final String REMEDY = "check what answers at that address";

  private final DocumentReader in;
  private final Function<DocumentReader, T> reader;

  /**
   * Creates the events of an answer.
   *
   * @param name what to call it in messages
   * @param body the answer
   * @param reader reads an object
   */
  WatchEvents(String name, InputStream body, Function<DocumentReader, T> reader) {
    this.in = new DocumentReader(name, new JsonEvents(name, body, REMEDY));
    this.reader = reader;
  }

  /**
   * Waits for the next event.
   *
   * @return null once the API server has ended the watch
   * @throws io.temper.k8s.text.UnreadableTextException if the answer breaks off, or is no watch
   */
  @Nullable
  WatchEvent<T> next() {
    if (!in.nextDocument()) {
      return null;
    }
    if (!in.enterObject("an event")) {
      throw in.malformed("an event is null", REMEDY);
    }
    String type = "";
    WatchEvent<T> event = null;
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "type" -> type = Objects.requireNonNullElse(in.text(key), "");
        case "object" -> event = event(type);
        default -> in.skip();
      }
    }
    if (event == null) {
      throw in.malformed("an event has no object", REMEDY);
    }
    return event;
  }

  /** The type comes before the object: it tells how that is to be read. */
  private WatchEvent<T> event(String type) {
    return switch (type) {
      case "ADDED", "MODIFIED" -> new WatchEvent.Present<>(reader.apply(in));
      case "DELETED" -> new WatchEvent.Gone<>(reader.apply(in));
      case "BOOKMARK" -> new WatchEvent.Bookmark<>(reader.apply(in).resourceVersion());
      case "ERROR" -> failure();
      default -> throw in.malformed("there is no type of event '" + type + "'", REMEDY);
    };
  }

  private WatchEvent<T> failure() {
    int code = 0;
    String reason = "";
    if (in.enterObject("the status")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        switch (key) {
          case "code" -> code = number(in.text(key));
          case "message" -> reason = Objects.requireNonNullElse(in.text(key), "");
          default -> in.skip();
        }
      }
    }
    return new WatchEvent.Failure<>(code, reason);
  }

  private static int number(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}

package io.temper.k8s.watch;

import io.temper.k8s.text.DocumentReader;
import io.temper.k8s.text.JsonEvents;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * All objects of a selection at one moment.
 *
 * @param resourceVersion that moment, from which a watch can go on
 * @param items the objects
 * @param <T> what is kept of an object
 */
record ServedList<T>(String resourceVersion, List<T> items) {
  private static final String REMEDY = "check what answers at that address";

  /** Copies the list. */
  ServedList {
    items = List.copyOf(items);
  }

  /**
   * Reads a list.
   *
   * @param name what to call it in messages
   * @param body its JSON
   * @param reader reads an item
   * @throws io.temper.k8s.text.UnreadableTextException if it is none, or breaks off
   */
  static <T> ServedList<T> read(String name, InputStream body, Function<DocumentReader, T> reader) {
    try (var in = new DocumentReader(name, new JsonEvents(name, body, REMEDY))) {
      String version = "";
      List<T> items = new ArrayList<>();
      if (in.nextDocument() && in.enterObject("the list")) {
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
          switch (key) {
            case "metadata" -> version = versionIn(in);
            case "items" -> readItems(in, reader, items);
            default -> in.skip();
          }
        }
      }
      if (version.isEmpty()) {
        throw in.malformed("the list has no metadata.resourceVersion", REMEDY);
      }
      return new ServedList<>(version, items);
    }
  }

  private static <T> void readItems(
      DocumentReader in, Function<DocumentReader, T> reader, List<T> items) {
    if (in.enterArray("items")) {
      while (in.nextItem()) {
        items.add(reader.apply(in));
      }
    }
  }

  private static String versionIn(DocumentReader in) {
    String version = "";
    if (in.enterObject("metadata")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        if (key.equals("resourceVersion")) {
          version = Objects.requireNonNullElse(in.text(key), "");
        } else {
          in.skip();
        }
      }
    }
    return version;
  }
}

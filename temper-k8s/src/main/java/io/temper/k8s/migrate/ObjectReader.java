package io.temper.k8s.migrate;

import io.temper.k8s.text.DocumentReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads one object, but for what is long and says nothing of names: its status, and who wrote what. */
final class ObjectReader {
  private static final String LAST_APPLIED = "/metadata/annotations/"
      + DocumentReader.escaped("kubectl.kubernetes.io/last-applied-configuration");
  private static final String SECRET = "Secret";
  private static final String LIST = "List";

  private final DocumentReader in;
  private final Consumer<ClusterObject> items;
  private final Map<String, String> texts = new HashMap<>();

  /**
   * Creates a reader of one object.
   *
   * @param in stands at it
   * @param items gets those of a list, which then are no part of it
   */
  ObjectReader(DocumentReader in, Consumer<ClusterObject> items) {
    this.in = in;
    this.items = items;
  }

  ClusterObject read(String defaultKind) {
    if (in.enterObject("an object")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        readPart(key);
      }
    }
    String given = texts.getOrDefault("/kind", "");
    String kind = given.isEmpty() || given.equals("PartialObjectMetadata") ? defaultKind : given;
    texts.remove(LAST_APPLIED);
    if (kind.equals(SECRET)) {
      texts.keySet().removeIf(path -> !path.startsWith("/metadata/"));
    }
    return new ClusterObject(kind, texts);
  }

  private void readPart(String key) {
    switch (key) {
      case "metadata" -> readMetadata();
      case "status" -> readStatus();
      case "items" -> readItems();
      default -> in.eachText("/" + DocumentReader.escaped(key), texts::put);
    }
  }

  private void readMetadata() {
    if (in.enterObject("metadata")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        if (key.equals("managedFields")) {
          in.skip();
        } else {
          in.eachText("/metadata/" + DocumentReader.escaped(key), texts::put);
        }
      }
    }
  }

  private void readItems() {
    String list = texts.getOrDefault("/kind", "");
    String kind = list.endsWith(LIST) ? list.substring(0, list.length() - LIST.length()) : "";
    if (in.enterArray("items")) {
      while (in.nextItem()) {
        items.accept(ClusterObject.read(in, kind));
      }
    }
  }

  private void readStatus() {
    if (in.enterObject("status")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        switch (key) {
          case "phase", "completionTime" -> in.eachText("/status/" + key, texts::put);
          default -> in.skip();
        }
      }
    }
  }
}

package io.temper.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One table of a document, read field by field. What is wrong is collected, and read as absent. */
final class DocumentTable {
  private final PlacedDocument document;
  private final String pointer;
  private final JsonNode node;
  private final Faults faults;

  private DocumentTable(PlacedDocument document, String pointer, JsonNode node, Faults faults) {
    this.document = document;
    this.pointer = pointer;
    this.node = node;
    this.faults = faults;
  }

  /**
   * Returns the whole document.
   *
   * @throws JsonFormatException if it is something else than a table
   */
  static DocumentTable of(PlacedDocument document, Faults faults) {
    if (!document.root().isObject()) {
      faults.add(document.placeOf(""), "expected a table", "write keys with values");
      faults.throwIfAny();
    }
    return new DocumentTable(document, "", document.root(), faults);
  }

  boolean has(String key) {
    return node.has(key);
  }

  boolean hasMoreThanAnEmptyList(String key) {
    JsonNode value = node.path(key);
    return has(key) && !(value.isArray() && value.isEmpty());
  }

  /** Refuses every key that is not one of these. */
  void allowOnly(List<String> keys) {
    for (String key : node.propertyNames()) {
      if (!keys.contains(key)) {
        fault(
            key,
            "there is no key '" + key + "' here",
            Nearest.hint(key, keys) + "keys are " + String.join(", ", keys));
      }
    }
  }

  /** Returns a value that must be there; null if it is not, or is wrong. */
  <T> @Nullable T require(String key, String remedy, Function<JsonNode, T> reader) {
    if (!has(key)) {
      fault("the key '" + key + "' is missing", remedy);
    }
    return read(key, remedy, reader);
  }

  /**
   * Returns a value.
   *
   * @param remedy what to do if it is wrong
   * @param reader makes the value, or throws an {@link IllegalArgumentException} that says what is wrong
   * @return the value; null if it is not there, or is wrong
   */
  <T> @Nullable T read(String key, String remedy, Function<JsonNode, T> reader) {
    JsonNode value = node.get(key);
    if (value == null) {
      return null;
    }
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException e) {
      fault(key, key + ": " + e.getMessage(), remedy);
      return null;
    }
  }

  /**
   * Returns the values of a list, each of which is told about by its own place.
   *
   * @param remedy what to do if one is wrong
   * @param reader makes a value, or throws an {@link IllegalArgumentException} that says what is wrong
   * @return the values that are right; none if the list is not there
   */
  <T> List<T> items(String key, String remedy, Function<JsonNode, T> reader) {
    List<T> items = new ArrayList<>();
    JsonNode list = node.path(key);
    if (has(key) && !list.isArray()) {
      fault(key, key + ": expected a list, found " + DocumentValue.found(list), remedy);
    }
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      try {
        items.add(reader.apply(list.path(i)));
      } catch (IllegalArgumentException e) {
        faults.add(document.placeOf(pointerTo(key) + "/" + i), key + ": " + e.getMessage(), remedy);
      }
    }
    return items;
  }

  /** Returns the tables of a list; none if it is not there. */
  List<DocumentTable> tables(String key, String remedy) {
    List<DocumentTable> tables = new ArrayList<>();
    JsonNode list = node.path(key);
    if (has(key) && !list.isArray()) {
      fault(key, key + ": expected a list of tables, found " + DocumentValue.found(list), remedy);
    }
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      JsonNode item = list.path(i);
      if (item.isObject()) {
        tables.add(new DocumentTable(document, pointerTo(key) + "/" + i, item, faults));
      } else {
        faults.add(
            document.placeOf(pointerTo(key) + "/" + i),
            key + ": expected a table, found " + DocumentValue.found(item),
            remedy);
      }
    }
    return tables;
  }

  /** Adds a fault of a value. */
  void fault(String key, String problem, String remedy) {
    faults.add(document.placeOf(pointerTo(key)), problem, remedy);
  }

  /** Adds a fault of the whole table. */
  void fault(String problem, String remedy) {
    faults.add(document.placeOf(pointer), problem, remedy);
  }

  /** Returns the line of a value; 0 if it is not known. */
  int lineOf(String key) {
    var place = document.placeOf(pointerTo(key));
    return place == null ? 0 : place.getLineNr();
  }

  private String pointerTo(String key) {
    return pointer + PlacedDocument.step(key);
  }
}

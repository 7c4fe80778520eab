package io.temper.k8s.watch;

import io.temper.k8s.text.DocumentReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads a node's metadata; whatever else there is of it is passed over. For one object. */
final class NodeReader {
  private static final String FIELD = "f:";

  private final DocumentReader in;
  private final Map<String, String> annotations = new HashMap<>();
  private final Map<String, FieldOwner> owners = new HashMap<>();
  private String name = "";
  private String uid = "";
  private String resourceVersion = "";

  NodeReader(DocumentReader in) {
    this.in = in;
  }

  ServedNode read() {
    if (in.enterObject("a node")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        if (key.equals("metadata")) {
          readMetadata();
        } else {
          in.skip();
        }
      }
    }
    return new ServedNode(name, uid, resourceVersion, annotations, owners);
  }

  private void readMetadata() {
    if (!in.enterObject("metadata")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      switch (key) {
        case "name" -> name = text(key);
        case "uid" -> uid = text(key);
        case "resourceVersion" -> resourceVersion = text(key);
        case "annotations" -> readAnnotations();
        case "managedFields" -> readManagers();
        default -> in.skip();
      }
    }
  }

  private void readAnnotations() {
    if (in.enterObject("annotations")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        annotations.put(key, text(key));
      }
    }
  }

  private void readManagers() {
    if (in.enterArray("managedFields")) {
      while (in.nextItem()) {
        readManager();
      }
    }
  }

  private void readManager() {
    String manager = "";
    String time = "";
    List<String> owned = new ArrayList<>();
    if (in.enterObject("an entry of managedFields")) {
      for (String key = in.nextKey(); key != null; key = in.nextKey()) {
        switch (key) {
          case "manager" -> manager = text(key);
          case "time" -> time = text(key);
          case "fieldsV1" -> readOwned("f:metadata", owned);
          default -> in.skip();
        }
      }
    }
    FieldOwner owner = new FieldOwner(manager, time);
    // Where two own the same field, both wrote the same value: who came last asks for it still.
    owned.forEach(key -> owners.merge(key, owner, NodeReader::later));
  }

  /** Goes down a tree of fields to the annotations, and notes their keys. */
  private void readOwned(String branch, List<String> owned) {
    if (!in.enterObject("fieldsV1")) {
      return;
    }
    for (String key = in.nextKey(); key != null; key = in.nextKey()) {
      if (branch.isEmpty()) {
        if (key.startsWith(FIELD)) {
          owned.add(key.substring(FIELD.length()));
        }
        in.skip();
      } else if (key.equals(branch)) {
        readOwned(branch.equals("f:metadata") ? "f:annotations" : "", owned);
      } else {
        in.skip();
      }
    }
  }

  /** Times are written so that their order is that of their text. */
  private static FieldOwner later(FieldOwner one, FieldOwner other) {
    return one.time().compareTo(other.time()) > 0 ? one : other;
  }

  private String text(String key) {
    return Objects.requireNonNullElse(in.text(key), "");
  }
}

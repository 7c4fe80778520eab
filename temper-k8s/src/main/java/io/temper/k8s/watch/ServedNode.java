package io.temper.k8s.watch;

import io.temper.k8s.ServedObject;
import io.temper.k8s.text.DocumentReader;
import java.util.Map;

/**
 * What is kept of a node's object.
 *
 * @param name its name; empty if the API server gave none
 * @param uid what tells it from an earlier one of its name
 * @param resourceVersion which state of it this is
 * @param annotations its annotations
 * @param owners by annotation, who wrote it last; what nobody is known to have written is missing
 */
public record ServedNode(
    String name,
    String uid,
    String resourceVersion,
    Map<String, String> annotations,
    Map<String, FieldOwner> owners)
    implements ServedObject {
  /** Copies the maps. */
  public ServedNode {
    annotations = Map.copyOf(annotations);
    owners = Map.copyOf(owners);
  }

  /** Reads the node, or only its metadata, that stands next in a text. */
  static ServedNode read(DocumentReader in) {
    return new NodeReader(in).read();
  }
}

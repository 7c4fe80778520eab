package io.temper.nomad;

import java.util.Map;

/**
 * What Nomad has of a node.
 *
 * @param id of the node
 * @param name of the node, for people
 * @param attributes that tell of its CPUs, by name
 * @param meta what is said to Temper in its metadata, static and dynamic, by key
 */
public record NodeFacts(
    String id, String name, Map<String, String> attributes, Map<String, String> meta) {
  /** Copies the maps. */
  public NodeFacts {
    attributes = Map.copyOf(attributes);
    meta = Map.copyOf(meta);
  }
}

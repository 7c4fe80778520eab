package io.temper.agent.daemon.disk;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The number by which a later release tells what it wrote otherwise; what the first wrote had none. */
final class KnownFormat {
  private static final String KEY = "format";

  /** Raised when a file would be misread by the releases before. */
  private static final int NUMBER = 1;

  private KnownFormat() {}

  /**
   * Checks that an object can be read.
   *
   * @throws IllegalStateException if it is no object, or of another format
   */
  static void require(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalStateException("it is no object");
    }
    JsonNode format = node.path(KEY);
    if (!format.isMissingNode() && !(format.isInt() && format.asInt() == NUMBER)) {
      throw new IllegalStateException(
          "it is of format " + format + ", and this release reads format " + NUMBER);
    }
  }

  /** Writes the number into an object, and returns it. */
  static ObjectNode mark(ObjectNode node) {
    return node.put(KEY, NUMBER);
  }
}

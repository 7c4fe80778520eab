package io.temper.k8s.report;

/**
 * Something that happened on a node and that people should know of.
 *
 * @param severity how much it matters
 * @param reason what happened, in one word of the form {@code SafeModeEntered}; stable
 * @param message what happened, in a sentence or two
 */
record NodeEvent(Severity severity, String reason, String message) {
  /** How much it matters. */
  public enum Severity {
    /** As it should be. */
    NORMAL("Normal"),
    /** Somebody may have to do something. */
    WARNING("Warning");

    private final String type;

    Severity(String type) {
      this.type = type;
    }

    /** Returns the type by which Kubernetes knows it. */
    String type() {
      return type;
    }
  }

  static NodeEvent normal(String reason, String message) {
    return new NodeEvent(Severity.NORMAL, reason, message);
  }

  static NodeEvent warning(String reason, String message) {
    return new NodeEvent(Severity.WARNING, reason, message);
  }
}

package io.temper.agent.report.advice;

import java.util.Locale;

/** In which form a change of requests is written. */
public enum PatchForm {
  /** A JSON patch (RFC 6902) of a pod template. */
  JSON,
  /** A JSON patch of a running pod's {@code resize} sub-resource. */
  RESIZE,
  /** A strategic merge patch of a pod template. */
  STRATEGIC;

  /** Returns the word that selects this form on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

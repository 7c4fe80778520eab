package io.temper.lint.fact;

/** The part of a written workload that a rule is about. */
public enum ManifestField {
  /** The workload as a whole. */
  WORKLOAD,
  /** Its requests and limits. */
  RESOURCES,
  /** Its priority. */
  PRIORITY,
  /** Its annotations. */
  ANNOTATIONS
}

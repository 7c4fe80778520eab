package io.temper.k8s.text;

/** What a structured text, JSON or YAML, offers next. */
public enum Event {
  /** What follows, up to {@link #END_OBJECT}, are keys and values. */
  START_OBJECT,
  /** The end of an object. */
  END_OBJECT,
  /** What follows, up to {@link #END_ARRAY}, are values. */
  START_ARRAY,
  /** The end of an array. */
  END_ARRAY,
  /** The name of the value that follows, inside an object. */
  KEY,
  /** A string, number or boolean, as text. */
  TEXT,
  /** No value. */
  NULL,
  /** A reference to an earlier value. YAML only. */
  ALIAS,
  /** Nothing is left. */
  END_OF_INPUT
}

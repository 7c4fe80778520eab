package io.temper.k8s;

/** What a structured text, JSON or YAML, offers next. */
enum Event {
  START_OBJECT,
  END_OBJECT,
  START_ARRAY,
  END_ARRAY,
  /** The name of the value that follows, inside an object. */
  KEY,
  /** A string, number or boolean, as text. */
  TEXT,
  NULL,
  /** A reference to an earlier value. YAML only. */
  ALIAS,
  END_OF_INPUT
}

package io.temper.agent.text;

/** What a piece of text means; how that looks is up to {@link TextStyle}. */
public enum Tone {
  /** Ordinary text. */
  PLAIN(""),
  /** A heading or a column title. */
  STRONG("1"),
  /** Supporting detail. */
  QUIET("2"),
  /** A check that passed, a promise that holds. */
  GOOD("32"),
  /** Something to know about. */
  NOTICE("33"),
  /** A check that failed. */
  BAD("31");

  private final String sgr;

  Tone(String sgr) {
    this.sgr = sgr;
  }

  /** Returns the parameter of the terminal's "select graphic rendition" sequence; may be empty. */
  String sgr() {
    return sgr;
  }
}

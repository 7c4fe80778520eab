package io.temper.rightsize;

/** What to do about a container. */
public enum Advice {
  /** Request more. */
  RAISE_REQUEST("raise the request"),
  /** Request less. */
  LOWER_REQUEST("lower the request"),
  /** The request is right, but others get in its way: part the two, or enforce its priority. */
  MOVE_NEIGHBOUR("move the neighbour"),
  /** Its own limit holds it up, which no request changes. */
  MIND_LIMIT("mind the limit"),
  /** Nothing to do, or not yet. */
  LEAVE("leave as is");

  private final String label;

  Advice(String label) {
    this.label = label;
  }

  /**
   * Returns the advice in words; they are stable.
   *
   * @return for example {@code raise the request}
   */
  public String label() {
    return label;
  }
}

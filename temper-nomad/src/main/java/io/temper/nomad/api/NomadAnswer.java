package io.temper.nomad.api;

import java.util.Optional;

/** What Nomad answered. */
public final class NomadAnswer {
  private final Optional<String> indexText;
  private final byte[] body;

  NomadAnswer(Optional<String> indexText, byte[] body) {
    this.indexText = indexText;
    this.body = body;
  }

  /** Returns the header by which one can wait for the next change; empty without it. */
  Optional<String> indexText() {
    return indexText;
  }

  /**
   * Returns what came.
   *
   * @return the bytes themselves, for one reader
   */
  public byte[] body() {
    return body;
  }
}

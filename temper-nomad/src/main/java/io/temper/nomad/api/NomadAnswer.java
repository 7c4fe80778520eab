package io.temper.nomad.api;

import java.io.InputStream;
import java.util.Optional;

/** What Nomad answered. */
public final class NomadAnswer {
  private final Optional<String> indexText;
  private final Pieces body;

  NomadAnswer(Optional<String> indexText, Pieces body) {
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
   * @return the bytes, from the first on
   */
  public InputStream body() {
    return body.stream();
  }
}

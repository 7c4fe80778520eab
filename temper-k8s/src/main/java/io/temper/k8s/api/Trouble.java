package io.temper.k8s.api;

import java.time.Instant;

/**
 * That something does not work with the API server.
 *
 * @param what what went wrong last, and what to do about it
 * @param since when it began to go wrong
 */
public record Trouble(String what, Instant since) {

  /** Returns a sentence for people. */
  @Override
  public String toString() {
    return what + "; so since " + since;
  }
}

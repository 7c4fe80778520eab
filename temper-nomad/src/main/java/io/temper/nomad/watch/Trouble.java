package io.temper.nomad.watch;

import java.time.Instant;

/**
 * What keeps the agent from keeping up.
 *
 * @param what is wrong, and what to do about it
 * @param since when it has been so
 */
record Trouble(String what, Instant since) {

  /** Returns it as a sentence. */
  @Override
  public String toString() {
    return what + "; so it has been since " + since;
  }
}

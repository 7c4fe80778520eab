package io.temper.runtime.safemode;

import java.time.Instant;

/**
 * That somebody asks for safe mode.
 *
 * @param source by which way
 * @param by who, as far as it can be known
 * @param reason why, in the words of whoever asked; may be empty
 * @param since when it was heard first
 */
public record SafeModeRequest(SafeModeOrigin source, String by, String reason, Instant since) {

  /** Returns it in a few words: {@code file by root: upgrade}. */
  @Override
  public String toString() {
    return source.label()
        + (by.isEmpty() ? "" : " by " + by)
        + (reason.isEmpty() ? "" : ": " + reason);
  }
}

package io.temper.rightsize;

import java.util.Locale;

/** What a container's request is, compared with what its threads want. */
public enum Verdict {
  /** It requests more than its threads want. */
  PADDED,
  /** It requests less than its threads want. */
  STARVED,
  /** It requests what its threads want. */
  FITS,
  /** Too little was seen to say. */
  UNKNOWN;

  /**
   * Returns the word for files and tables; it is stable.
   *
   * @return for example {@code padded}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

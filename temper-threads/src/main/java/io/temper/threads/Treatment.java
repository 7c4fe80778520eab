package io.temper.threads;

/** How a group of threads matters among the threads of its tier. No group exceeds its pod's tier. */
public enum Treatment {
  /** First in line: wake-ups that somebody waits for. For short work; what computes for long gains nothing. */
  LATENCY('L'),
  /** As if nothing was said, whatever a profile says of the thread's name. */
  NORMAL('N'),
  /** Gives way to the others: work that nobody waits for. */
  YIELD('Y');

  private final char letter;

  Treatment(char letter) {
    this.letter = letter;
  }

  char letter() {
    return letter;
  }
}

package io.temper.rightsize;

import java.time.Duration;

/** The histograms of a history, in the order in which they are kept. */
enum Kept {
  /** CPUs used, as the Vertical Pod Autoscaler counts them. */
  USAGE(Duration.ofHours(24)),
  /** CPUs wanted after the start-up. */
  WANTED(Duration.ofHours(24)),
  /** The same, of the last minutes: what follows a step. */
  RECENT(Duration.ofMinutes(5)),
  /** CPUs wanted in the busiest short window of each. */
  PEAKS(Duration.ofHours(24)),
  /** CPUs wanted while starting up; kept longer, since it is seen less often. */
  START_UP(Duration.ofDays(7)),
  /** Runnable threads. */
  RUNNABLE(Duration.ofHours(24));

  private final Duration halfLife;

  Kept(Duration halfLife) {
    this.halfLife = halfLife;
  }

  /** Where it is kept. */
  @SuppressWarnings("EnumOrdinal") // The order is what is kept; new ones come last.
  int index() {
    return ordinal();
  }

  DecayingHistogram empty() {
    return DecayingHistogram.empty(
        this == RUNNABLE ? HistogramOptions.THREADS : HistogramOptions.CPUS, halfLife);
  }
}

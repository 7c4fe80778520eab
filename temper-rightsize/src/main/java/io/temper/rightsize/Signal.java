package io.temper.rightsize;

import io.temper.rightsize.usage.Times;
import io.temper.rightsize.usage.UsageSample;

/** What a history adds up over its windows after the start-up, in seconds unless said otherwise. */
enum Signal {
  /** The length of the windows. */
  LENGTH,
  /** The length of those in which the waits of threads were not read. */
  UNSEEN,
  RUN,
  WANTED,
  QUEUE_WAIT,
  THROTTLE_WAIT,
  /** A number: periods of the limit that had work. */
  PERIODS,
  /** A number. */
  THROTTLED_PERIODS,
  /** Run time for which it is known whether the sibling was busy. */
  SIBLING_KNOWN,
  /** Run time beside a busy sibling. */
  SIBLING_BUSY;

  /** Where it is kept. */
  @SuppressWarnings("EnumOrdinal") // The order is what is kept; new ones come last.
  int index() {
    return ordinal();
  }

  static double[] of(UsageSample sample) {
    double[] amounts = new double[values().length];
    amounts[LENGTH.index()] = Times.seconds(sample.length());
    amounts[UNSEEN.index()] = sample.threadsKnown() ? 0 : Times.seconds(sample.length());
    amounts[RUN.index()] = Times.seconds(sample.run());
    amounts[WANTED.index()] = Times.seconds(sample.wanted());
    amounts[QUEUE_WAIT.index()] = Times.seconds(sample.queueWait());
    amounts[THROTTLE_WAIT.index()] = Times.seconds(sample.throttleWait());
    amounts[PERIODS.index()] = sample.throttling().periods();
    amounts[THROTTLED_PERIODS.index()] = sample.throttling().throttledPeriods();
    sample.siblingBusy().ifPresent(busy -> {
      amounts[SIBLING_KNOWN.index()] = Times.seconds(sample.run());
      amounts[SIBLING_BUSY.index()] = busy * Times.seconds(sample.run());
    });
    return amounts;
  }
}

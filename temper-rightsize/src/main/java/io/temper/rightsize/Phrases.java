package io.temper.rightsize;

import io.temper.workload.CpuQuantity;
import java.time.Duration;

/** The turns of phrase that the sentences of reasons share. */
final class Phrases {
  private Phrases() {}

  /** Returns an amount of CPU as people say it: {@code 1 CPU}, {@code 2 CPUs}, {@code 1500m CPU}. */
  static String cpus(CpuQuantity amount) {
    boolean whole = amount.millis() % 1000 == 0 && amount.millis() != 1000;
    return amount + (whole ? " CPUs" : " CPU");
  }

  /** Returns a share in whole percent, but never nothing for something. */
  static String percent(double share) {
    double percent = share * 100;
    return percent > 0 && percent < 1 ? "less than 1 %" : Math.round(percent) + " %";
  }

  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Returns a time in its largest unit: {@code 40 minutes}, {@code 3 hours}, {@code 2 days}. */
  static String time(Duration time) {
    if (time.toHours() < 2) {
      return count(time.toMinutes(), "minute");
    }
    return time.toDays() < 2 ? count(time.toHours(), "hour") : count(time.toDays(), "day");
  }
}

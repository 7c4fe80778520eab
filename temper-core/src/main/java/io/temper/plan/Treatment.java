package io.temper.plan;

import java.time.Duration;

/** How the scheduler treats a layer of each role, whatever runs in it. */
record Treatment(Duration slice, boolean isProtected, boolean preempts) {

  static Treatment of(LayerRole role) {
    return switch (role) {
      case SYSTEM -> new Treatment(Duration.ofMillis(5), false, true);
      case CRITICAL -> new Treatment(Duration.ofMillis(5), true, true);
      case HIGH -> new Treatment(Duration.ofMillis(10), true, true);
      case NORMAL, DEFAULT -> new Treatment(Duration.ofMillis(20), false, false);
      case LOW -> new Treatment(Duration.ofMillis(30), false, false);
      // Short, because it bounds what a higher tier waits where it cannot preempt.
      case BACKGROUND -> new Treatment(Duration.ofMillis(5), false, false);
    };
  }
}

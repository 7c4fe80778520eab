package io.temper.agent.text;

import io.temper.node.NodeTopology;
import java.time.Duration;
import java.util.Locale;

/** The turns of phrase that several texts share. */
final class Words {

  private Words() {}

  /** Returns the number with its noun: {@code 1 pod}, {@code 2 pods}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** Returns what a machine has, from the socket down to the logical CPU. */
  static String counts(NodeTopology topology) {
    var offline = topology.offline();
    return String.join(
            ", ",
            count(topology.socketCount(), "socket"),
            count(topology.numaNodes().size(), "NUMA node"),
            count(topology.caches().size(), "LLC"),
            count(topology.cores().size(), "core"),
            count(topology.cpus().size(), "CPU"))
        + " ("
        + topology.online()
        + (offline.isEmpty() ? ")" : "; offline " + offline + ")");
  }

  /** Returns a time slice: {@code 5 ms}, {@code 500 us}. */
  static String slice(Duration slice) {
    long micros = slice.toNanos() / 1000;
    return micros % 1000 == 0 ? micros / 1000 + " ms" : micros + " us";
  }

  /** Returns a time in three digits or so, which is all that anybody reads. */
  static String time(long nanos) {
    double micros = nanos / 1e3;
    if (micros < 1e3) {
      return Math.round(micros) + "us";
    }
    return micros < 1e6
        ? String.format(Locale.ROOT, "%.1fms", micros / 1e3)
        : String.format(Locale.ROOT, "%.2fs", micros / 1e6);
  }
}

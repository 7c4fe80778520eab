package io.temper.agent.demo.report;

import io.temper.agent.chart.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result in sentences, whatever it is. Every sentence states figures and is left out when the
 * run did not measure them.
 */
final class Verdict {
  private Verdict() {}

  /** Returns the result in one line. */
  static String headline(DemoReport report) {
    var stock = p99(report, "stock-full");
    var temper = p99(report, "temper-full");
    if (stock.isEmpty() || temper.isEmpty()) {
      return "The service on a full node";
    }
    return "p99 on a full node: " + Numbers.format(stock.get()) + " ms stock, "
        + Numbers.format(temper.get()) + " ms with Temper";
  }

  /** Returns what the kernel showed while tiers changed. */
  static Optional<String> changes(DemoReport report) {
    Changes changes = report.changes();
    if (changes == null) {
      return Optional.empty();
    }
    return Optional.of(changes.publishes() + " plans published under load in "
        + Numbers.count(changes.attachments(), "round")
        + " (median " + Numbers.format(changes.publishMillis()) + " ms a publish); "
        + (changes.everDetached()
            ? "THE SCHEDULER WAS DETACHED MEANWHILE"
            : "the scheduler never detached")
        + " (" + changes.statesRead() + " readings of state and enable_seq)"
        + (changes.refused() == 0 ? "" : "; " + changes.refused() + " publishes refused"));
  }

  /** Returns what to keep in mind when reading the figures. */
  static List<String> caveats(DemoReport report) {
    var caveats = new ArrayList<String>();
    if (report.host().emulated()) {
      caveats.add(
          "The machine is emulated in software: every latency is several times what hardware"
              + " shows, and disturbances of the host blur the tails. Ratios within one run are"
              + " what counts.");
    }
    if (report.setup().rounds() < 20) {
      caveats.add("A run of " + Numbers.count(report.setup().rounds(), "round")
          + " is a demonstration: intervals of a ratio need 20 or more"
          + " (--rounds 20).");
    }
    caveats.add(
        "The client waits for each answer before it sends the next request, so a stall is seen"
            + " once per connection.");
    return caveats;
  }

  /** Returns the kernel and what of it bears on latency. */
  static String kernel(DemoReport report) {
    var host = report.host();
    return "Linux " + host.kernel() + ", HZ " + host.tickHz() + ", preemption "
        + host.preemption() + ", " + host.cpus() + " CPUs ("
        + host.cpuModel() + (host.emulated() ? ", emulated" : "") + ")";
  }

  /** Returns how the run was made. */
  static String setup(DemoReport report) {
    var setup = report.setup();
    return setup.service() + ", " + setup.connections() + " connections in a closed loop; "
        + setup.batchThreads() + " batch threads; "
        + Numbers.count(setup.rounds(), "interleaved round") + " of "
        + Numbers.format(setup.windowMillis() / 1000.0) + " s an arm";
  }

  /** Returns a ratio as text, for example {@code 1.04 (0.96 – 1.11)}. */
  static String format(RatioFigure ratio) {
    return Numbers.format(ratio.value()) + " (" + Numbers.format(ratio.low()) + " – "
        + Numbers.format(ratio.high()) + ")";
  }

  private static Optional<Double> p99(DemoReport report, String arm) {
    return report.arm(arm).map(a -> a.p99().median());
  }
}

package io.temper.testkit.load;

import io.temper.rightsize.usage.UsageSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Simulates the threads of a container on a node, event by event: between two events the container's
 * share of the CPUs is divided evenly among its runnable threads. Yields what the kernel would count
 * (run time, queue wait, throttling, runnable threads) together with the truth. Quick: an hour of eight
 * threads takes about 50 ms.
 */
public final class LoadGenerator {
  /** When every run begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private LoadGenerator() {}

  /**
   * Runs a load.
   *
   * @param load what the threads do
   * @param node where they run
   * @param minutes for how long, above 0
   * @param seed the same seed gives the same trace
   * @return what came of it
   */
  public static Trace run(Load load, Node node, int minutes, long seed) {
    int most = 1;
    for (int minute = 0; minute < minutes; minute++) {
      most = Math.max(most, load.threads().applyAsInt(minute));
    }
    List<UsageSample> samples = samples(new Simulation(load, node, most, seed), minutes);
    List<UsageSample> ideal = samples(new Simulation(load, Node.alone(most), most, seed), minutes);
    return new Trace(samples, cpus(samples), cpus(ideal));
  }

  private static List<UsageSample> samples(Simulation simulation, int minutes) {
    List<UsageSample> samples = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      samples.add(simulation.minute(minute));
    }
    return samples;
  }

  private static List<Double> cpus(List<UsageSample> samples) {
    return samples.stream()
        .map(sample -> sample.run().toNanos() / (double) sample.length().toNanos())
        .toList();
  }
}

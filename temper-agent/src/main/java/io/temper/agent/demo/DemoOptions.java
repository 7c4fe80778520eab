package io.temper.agent.demo;

import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.node.CgroupDriver;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a run is made.
 *
 * @param rounds how often each arm is measured, at least 1
 * @param window how long each time, 100 ms to 10 minutes
 * @param settle how long requests run before each window
 * @param connections requests in flight at any time, at least 1
 * @param changesPerSecond how often tiers change while Temper is measured on a full node, 0 to 100; 0 for never
 * @param driver how cgroups are named
 * @param arms what is measured; at least one, each once
 */
public record DemoOptions(
    int rounds,
    Duration window,
    Duration settle,
    int connections,
    int changesPerSecond,
    CgroupDriver driver,
    List<Arm> arms) {
  private static final Duration SHORTEST_WINDOW = Duration.ofMillis(100);
  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

  public DemoOptions {
    require(rounds >= 1, "rounds must be at least 1: " + rounds);
    require(
        window.compareTo(SHORTEST_WINDOW) >= 0 && window.compareTo(LONGEST_WINDOW) <= 0,
        "a window must be " + SHORTEST_WINDOW.toMillis() + " ms to " + LONGEST_WINDOW.toMinutes()
            + " minutes: " + window.toMillis() + " ms");
    require(connections >= 1, "connections must be at least 1: " + connections);
    require(
        changesPerSecond >= 0 && changesPerSecond <= 100,
        "changes per second must be 0 to 100: " + changesPerSecond);
    arms = List.copyOf(arms);
    require(!arms.isEmpty(), "there must be at least one arm");
    require(
        Set.copyOf(arms).size() == arms.size(),
        "an arm is measured once a round: name each of " + arms + " once");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}

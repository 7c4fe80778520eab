package io.temper.agent.daemon;

import io.temper.runtime.NodeController;
import io.temper.runtime.placement.PlacementReport;
import io.temper.runtime.placement.ProfiledThreads;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.thread.Repeater;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Puts the threads of profiled workloads where they belong, again and again. */
final class ProfileWatch {
  /** Nothing tells of new threads and names. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration NOTHING_TO_PLACE_PAUSE = Duration.ofSeconds(5);

  private final HostPorts host;
  private final ProfiledThreads profiled;
  private final Repeater placing;

  /**
   * Creates a watch that does not look yet.
   *
   * @param host the profiles and threads
   * @param controller tells what is in force
   * @param enforcement the scheduler in charge
   * @param watches tells the machine
   */
  ProfileWatch(
      HostPorts host, NodeController controller, Enforcement enforcement, NodeWatches watches) {
    this.host = host;
    this.profiled = new ProfiledThreads(new ProfiledThreads.Ports(
        controller::view,
        watches::machine,
        enforcement::inCharge,
        host.profiles(),
        host.threads()));
    this.placing = new Repeater(
        "temper-profiles",
        profiled,
        () -> placement().workloads() == 0 ? NOTHING_TO_PLACE_PAUSE : PAUSE);
  }

  /** Without profiles there is nothing to look for. */
  void start(StartedParts parts) {
    if (!host.profiles().profiles().isEmpty()) {
      parts.start(placing, placing::start);
    }
  }

  /** Looks now. */
  void now() {
    placing.now();
  }

  PlacementReport placement() {
    return profiled.placement();
  }

  /** Returns the layers that single threads were put into, by number. */
  Map<Integer, String> layers() {
    return profiled.layers();
  }

  /** Returns what a user should know, in a sentence. */
  Optional<String> problem() {
    return Optional.ofNullable(placement().problem())
        .map(why -> "thread profiles: " + why + "; it is tried again every second");
  }
}

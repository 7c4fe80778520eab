package io.temper.agent.daemon.watch;

import io.temper.agent.daemon.port.HostPorts;
import io.temper.agent.daemon.port.StartedParts;
import io.temper.agent.report.input.InputException;
import io.temper.runtime.NodeController;
import io.temper.runtime.placement.ExpectedThread;
import io.temper.runtime.placement.PlacedWorkload;
import io.temper.runtime.placement.PlacementReport;
import io.temper.runtime.placement.ProfiledThreads;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.thread.Repeater;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts the threads of profiled workloads where they belong, again and again. */
public final class ProfileWatch {
  /** Nothing tells of new threads and names. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration NOTHING_TO_PLACE_PAUSE = Duration.ofSeconds(5);

  private final HostPorts host;
  private final NodeController controller;
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
  public ProfileWatch(
      HostPorts host, NodeController controller, Enforcement enforcement, NodeWatches watches) {
    this.host = host;
    this.controller = controller;
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
  public void start(StartedParts parts) {
    if (hasProfiles()) {
      parts.start(placing, placing::start);
    }
  }

  /** Looks now. */
  public void now() {
    placing.now();
  }

  public PlacementReport placement() {
    return profiled.placement();
  }

  /**
   * Returns the threads of profiled workloads, as they were placed last.
   *
   * @throws InputException if none are told apart now
   */
  public List<PlacedWorkload> placed() {
    return profiled
        .placed()
        .orElseThrow(() -> new InputException(
            hasProfiles()
                ? "threads are told apart from a few seconds after the scheduler was attached on; it is "
                    + controller.status().state().label()
                : "thread profiles are switched off"));
  }

  private boolean hasProfiles() {
    return !host.profiles().get().profiles().isEmpty();
  }

  /** Returns where the threads of profiled workloads should be. */
  List<ExpectedThread> expected() {
    return profiled.expected();
  }

  /** Returns what a user should know, in a sentence. */
  public Optional<String> problem() {
    return Optional.ofNullable(placement().problem())
        .map(why -> "thread profiles: " + why + "; it is tried again every second");
  }
}

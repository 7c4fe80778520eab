package io.temper.runtime.placement;

import io.temper.TemperException;
import io.temper.node.NodeTopology;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.NodeView;
import io.temper.spi.AttachedScheduler;
import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the threads of profiled workloads into the layers of their groups. Each {@link #run} is one round: it
 * looks at the control groups of profiled workloads, and at nothing else. New threads are named at once,
 * known ones every {@value #LOOK_AGAIN} rounds, in turns, since most threads never change their name.
 *
 * <p>For one thread, which is not the control loop's; {@link #placement}, {@link #placed} and {@link
 * #expected} for any. It holds nothing in the
 * kernel that would outlive the scheduler: notes on threads go with it, and are made again for the next one.
 */
public final class ProfiledThreads implements Runnable {
  /** A thread's number may be another thread's by then, so what was noted for it is noted again. */
  private static final int LOOK_AGAIN = 5;

  private final Ports ports;
  private final Map<WorkloadId, WorkloadThreads> known = new HashMap<>();
  private final PlacementTally tally = new PlacementTally();
  private @Nullable AttachedScheduler scheduler;
  private List<ProfiledWorkload> workloads = List.of();
  private List<@Nullable Object> seen = List.of();
  private int round;
  private volatile PlacementReport placement = PlacementReport.NOTHING;
  private volatile @Nullable List<PlacedWorkload> placed;
  private volatile List<ExpectedThread> expected = List.of();

  /**
   * What it works with.
   *
   * @param view gives what the node knows; never waits
   * @param topology gives the machine; empty while it is not known
   * @param inCharge gives the scheduler in charge; empty while there is none
   * @param profiles gives what tells the threads of workloads apart; never waits
   * @param threads reads threads
   */
  public record Ports(
      Supplier<NodeView> view,
      Supplier<Optional<NodeTopology>> topology,
      Supplier<Optional<AttachedScheduler>> inCharge,
      Supplier<ProfileCatalog> profiles,
      ThreadReader threads) {}

  /**
   * Creates one that has placed nothing yet.
   *
   * @param ports what it works with
   */
  public ProfiledThreads(Ports ports) {
    this.ports = ports;
  }

  /** Does one round. What fails is counted, and tried again in the next. */
  @Override
  public void run() {
    NodeView view = ports.view().get();
    AttachedScheduler now =
        view.inForce() == null ? null : ports.inCharge().get().orElse(null);
    if (now != scheduler) {
      known.clear();
      scheduler = now;
    }
    tally.begin();
    round++;
    try {
      place(view, now);
    } catch (IllegalStateException closedMeanwhile) {
      known.clear();
      scheduler = null;
    }
    placement = tally.placement(known);
    placed = scheduler == null ? null : placedNow();
    expected = expectedOf(workloads);
  }

  /**
   * Returns what became of the profiles, as of the end of the last round. May be called from any thread.
   *
   * @return values that do not change
   */
  public PlacementReport placement() {
    return placement;
  }

  /**
   * Returns the profiled workloads with their threads, as of the end of the last round. May be called from
   * any thread.
   *
   * @return values that do not change; empty if no scheduler was in charge in that round
   */
  public Optional<List<PlacedWorkload>> placed() {
    return Optional.ofNullable(placed);
  }

  private List<PlacedWorkload> placedNow() {
    List<PlacedWorkload> all = new ArrayList<>();
    known.forEach((id, threads) -> threads.placed(id).ifPresent(all::add));
    return List.copyOf(all);
  }

  /**
   * Returns where the threads of profiled workloads should be, as of the end of the last round: what the
   * plan and their profiles say, not what became of it. May be called from any thread.
   *
   * @return each thread once; none while nothing is enforced
   */
  public List<ExpectedThread> expected() {
    return expected;
  }

  private List<ExpectedThread> expectedOf(List<ProfiledWorkload> profiled) {
    List<ExpectedThread> all = new ArrayList<>();
    for (ProfiledWorkload workload : profiled) {
      WorkloadThreads threads = known.get(workload.id());
      if (threads != null) {
        all.addAll(threads.expected(workload));
      }
    }
    return List.copyOf(all);
  }

  private void place(NodeView view, @Nullable AttachedScheduler now) {
    if (now == null) {
      return;
    }
    ports.topology().get().ifPresent(node -> look(view, node));
    ThreadNotes notes = new ThreadNotes(now, tally);
    Map<WorkloadId, WorkloadThreads> gone = new HashMap<>(known);
    for (ProfiledWorkload workload : workloads) {
      gone.remove(workload.id());
      try {
        known
            .computeIfAbsent(workload.id(), unused -> new WorkloadThreads(ports.threads()))
            .place(workload, notes, tid -> (tid + round) % LOOK_AGAIN == 0);
      } catch (TemperException e) {
        // What was noted before stays.
        tally.failed(String.valueOf(e.getMessage()));
      }
    }
    gone.forEach((id, threads) -> {
      threads.release(notes);
      known.remove(id);
    });
  }

  /** Chooses profiles only if something is new. */
  private void look(NodeView view, NodeTopology node) {
    ProfileCatalog profiles = ports.profiles().get();
    List<@Nullable Object> now =
        Arrays.asList(view.status().plan(), view.workloads(), node, profiles);
    if (!now.equals(seen)) {
      workloads = ProfiledWorkload.of(view, profiles, node);
      seen = now;
    }
  }
}

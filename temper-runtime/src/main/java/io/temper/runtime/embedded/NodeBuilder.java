package io.temper.runtime.embedded;

import io.temper.node.NodeTopology;
import io.temper.plan.NodeConstraints;
import io.temper.plan.TierPlanner;
import io.temper.profile.ProfileCatalog;
import io.temper.runtime.ControllerOptions;
import io.temper.runtime.NodeWorkloads;
import io.temper.runtime.WorkloadReader;
import io.temper.runtime.placement.ThreadReader;
import io.temper.runtime.safemode.SafeModeOrigin;
import io.temper.runtime.status.StatusListener;
import io.temper.spi.CgroupResolver;
import io.temper.spi.SafeModeSource;
import io.temper.spi.SchedulerBackend;
import io.temper.spi.StatusSink;
import io.temper.spi.WorkloadSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Says what a node works with: what puts a scheduler in charge, what runs, and on which machine. All else is as
 * it says unless it is given. For one thread.
 *
 * <pre>{@code
 * var node = NodeBuilder.of(new SchedExtLoader(), source, cgroups, () -> SysfsTopology.read().topology())
 *     .build();
 * node.start();
 * }</pre>
 */
public final class NodeBuilder {
  /** What {@code sysexits.h} calls a failure of the software itself. */
  private static final int PROCESS_FAILED = 70;

  final SchedulerBackend backend;
  final Supplier<NodeWorkloads> workloads;
  final Supplier<NodeTopology> topology;
  final Map<SafeModeOrigin, SafeModeSource> asking = new EnumMap<>(SafeModeOrigin.class);
  final List<StatusSink> sinks = new ArrayList<>();
  TierPlanner planner = TierPlanner.standard();
  ControllerOptions options = ControllerOptions.STANDARD;
  Duration poll = Duration.ofSeconds(1);
  StatusListener listener = (before, after) -> {};
  Consumer<Throwable> onFailure = failure -> {};
  Optional<Profiles> profiles = Optional.empty();
  Runnable endTheProcess = () -> Runtime.getRuntime().halt(PROCESS_FAILED);

  /** What tells the threads of workloads apart, and what reads them. */
  record Profiles(ProfileCatalog catalog, ThreadReader threads) {}

  private NodeBuilder(
      SchedulerBackend backend,
      Supplier<NodeWorkloads> workloads,
      Supplier<NodeTopology> topology) {
    this.backend = backend;
    this.workloads = workloads;
    this.topology = topology;
  }

  /**
   * Begins with a source of workloads that nobody else has a say about.
   *
   * @param backend puts the scheduler in charge
   * @param source tells what runs
   * @param cgroups finds the control groups of it
   * @param topology reads the machine, again and again
   * @return what is not complete before {@link #build}
   */
  public static NodeBuilder of(
      SchedulerBackend backend,
      WorkloadSource source,
      CgroupResolver cgroups,
      Supplier<NodeTopology> topology) {
    var reader = new WorkloadReader(source, cgroups, List::of, unused -> NodeConstraints.NONE);
    return of(backend, reader, topology);
  }

  /**
   * Begins with workloads that are read together with their groups.
   *
   * @param backend puts the scheduler in charge
   * @param workloads reads what runs, such as a {@link WorkloadReader}
   * @param topology reads the machine, again and again
   * @return what is not complete before {@link #build}
   */
  public static NodeBuilder of(
      SchedulerBackend backend,
      Supplier<NodeWorkloads> workloads,
      Supplier<NodeTopology> topology) {
    return new NodeBuilder(backend, workloads, topology);
  }

  /**
   * Sets what makes the plans. Unless given: {@link TierPlanner#standard}.
   *
   * @param makesPlans the planner
   * @return this
   */
  public NodeBuilder planner(TierPlanner makesPlans) {
    this.planner = makesPlans;
    return this;
  }

  /**
   * Sets how the loop goes about it. Unless given: {@link ControllerOptions#STANDARD}, which enforces.
   *
   * @param howItGoes the options
   * @return this
   */
  public NodeBuilder options(ControllerOptions howItGoes) {
    this.options = howItGoes;
    return this;
  }

  /**
   * Sets how long is between two looks at the workloads. Unless given: a second.
   *
   * @param betweenLooks positive
   * @return this
   * @throws IllegalArgumentException if it is not positive
   */
  public NodeBuilder poll(Duration betweenLooks) {
    if (betweenLooks.isNegative() || betweenLooks.isZero()) {
      throw new IllegalArgumentException(
          "between two looks at the workloads is a positive time, not " + betweenLooks);
    }
    this.poll = betweenLooks;
    return this;
  }

  /**
   * Adds what may ask for safe mode; it is asked ten times a second.
   *
   * @param origin which way of asking this is, for people; each may be given once
   * @param source is asked
   * @return this
   * @throws IllegalArgumentException if there is one of this origin
   */
  public NodeBuilder safeMode(SafeModeOrigin origin, SafeModeSource source) {
    if (asking.putIfAbsent(origin, source) != null) {
      throw new IllegalArgumentException("what asks for safe mode by " + origin.label()
          + " is given already: let one source ask both");
    }
    return this;
  }

  /**
   * Adds who is told how the node is doing.
   *
   * @param sink is closed with the node
   * @return this
   */
  public NodeBuilder tells(StatusSink sink) {
    sinks.add(sink);
    return this;
  }

  /**
   * Sets what hears of each change of the state. Unless given: nobody.
   *
   * @param hears must not block
   * @return this
   */
  public NodeBuilder listener(StatusListener hears) {
    this.listener = hears;
    return this;
  }

  /**
   * Sets what hears that the loop has failed for good: the node is on its stock scheduler then, and stays there.
   * Unless given, only the log does.
   *
   * @param hears is told what the failure was
   * @return this
   */
  public NodeBuilder onFailure(Consumer<Throwable> hears) {
    this.onFailure = hears;
    return this;
  }

  /**
   * Lets the threads of workloads be treated apart, as their profiles say. The planner must plan with the same
   * ones.
   *
   * @param catalog the profiles
   * @param threads reads threads
   * @return this
   */
  public NodeBuilder profiles(ProfileCatalog catalog, ThreadReader threads) {
    this.profiles = Optional.of(new Profiles(catalog, threads));
    return this;
  }

  /**
   * Sets what ends this process at once, should ending the scheduler hang: the kernel then ends it by itself.
   * Unless given: {@link Runtime#halt} with code 70.
   *
   * @param end must not return
   * @return this
   */
  public NodeBuilder endTheProcess(Runnable end) {
    this.endTheProcess = end;
    return this;
  }

  /**
   * Puts the node together.
   *
   * @return a node that does nothing before it is {@linkplain RunningNode#start started}
   */
  public RunningNode build() {
    return new RunningNode(this);
  }
}

package io.temper.runtime;

import io.temper.kernel.KernelCompiler;
import io.temper.kernel.KernelConfig;
import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import io.temper.runtime.ControllerOptions.Mode;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.publish.PublishGate;
import io.temper.runtime.restart.RestartBudget;
import io.temper.runtime.restart.RestartMemory;
import io.temper.runtime.safemode.Enforcement;
import io.temper.runtime.safemode.SafeMode;
import io.temper.runtime.status.NodeState;
import io.temper.runtime.status.NodeStatus;
import io.temper.spi.ProbeResult.Finding;
import io.temper.spi.PublishOutcome;
import io.temper.spi.SchedulerBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The control loop of one node as a duty cycle: feeds → plan → difference → publish → status. {@link
 * #cycle} is called by one thread; {@link #status} and what ends enforcement by any.
 *
 * <p>The node goes by the last complete plan, or runs its stock scheduler: what fails half way leaves
 * what was there before.
 */
public final class NodeController {
  private final NodeFeeds feeds;
  private final ControllerOptions options;
  private final Enforcement enforcement;
  private final SafeMode safeMode;
  private final Ticker ticker;
  private final PlanDesk desk;
  private final PublishGate gate;
  private final RestartBudget budget;
  private final Attachment attachment;
  private final EventCounts counts;
  private NodeState state = new NodeState.Idle("the agent has just started");
  private Instant since;
  private long generation;
  private long publishes;
  private @Nullable String publishProblem;

  /** Whether the last publish failed, so that what is in force may be half restored. */
  private boolean isInForceUncertain;

  private @Nullable Duration askAgain;

  /** What made the loop put the next attempt to attach off. */
  private @Nullable NodeState pausedBy;

  private volatile NodeView view;
  private volatile long cycledNanos;

  /**
   * What a controller works with.
   *
   * @param compiler makes the kernel's form of a plan
   * @param backend puts the scheduler in charge
   * @param memory outlives the agent
   * @param plans keeps the plan in force for the agent that comes next
   * @param ticker the clocks
   * @param wake makes the next cycle begin at once; called from any thread
   */
  public record Ports(
      KernelCompiler compiler,
      SchedulerBackend backend,
      RestartMemory memory,
      PlanMemory plans,
      Ticker ticker,
      Runnable wake) {}

  /**
   * Creates a controller that has done nothing yet.
   *
   * @param ports what it works with
   * @param feeds what it hears of the world
   * @param enforcement will hold the scheduler in charge
   * @param safeMode knows whether safe mode is asked for
   * @param options how it goes about it
   */
  public NodeController(
      Ports ports,
      NodeFeeds feeds,
      Enforcement enforcement,
      SafeMode safeMode,
      ControllerOptions options) {
    this.feeds = feeds;
    this.options = options;
    this.enforcement = enforcement;
    this.safeMode = safeMode;
    this.ticker = ports.ticker();
    this.since = ticker.now();
    this.desk = new PlanDesk(ports.compiler(), ports.plans());
    this.gate = new PublishGate(options.timing());
    this.budget = new RestartBudget(options.restarts(), ports.memory(), ticker);
    this.attachment =
        new Attachment(ports.backend(), enforcement, safeMode, budget, ticker, ports.wake());
    this.counts = new EventCounts(options.restarts().budget());
    this.view = describe();
    this.cycledNanos = ticker.nanos();
  }

  /**
   * Does what is due. Never waits for a source; waits for the kernel while it attaches or publishes.
   *
   * @return how long to rest if nothing wakes the loop
   */
  public Duration cycle() {
    askAgain = null;
    NodeState next = next();
    if (!next.label().equals(state.label())) {
      since = ticker.now();
    }
    state = next;
    if (state.isEnforcing()) {
      attachment.inForce().ifPresent(now -> desk.keep(now.config()));
    }
    view = describe();
    cycledNanos = ticker.nanos();
    return askAgain != null && askAgain.compareTo(options.look()) < 0 ? askAgain : options.look();
  }

  /**
   * Returns what the node does, as of the end of the last cycle.
   *
   * @return the status
   */
  public NodeStatus status() {
    return view().status();
  }

  /**
   * Returns all that the node knows, as of the end of the last cycle. May be called from any thread.
   *
   * @return values that do not change
   */
  public NodeView view() {
    NodeView last = view;
    NodeStatus status = last.status();
    if (enforcement.isEnded() && status.state().isEnforcing()) {
      var stopped = new NodeState.Stopped(enforcement.isLeft());
      return new NodeView(status.stopped(stopped, ticker.now()), last.workloads(), null);
    }
    // Whoever asks for safe mode ends the scheduler at once; the loop may come to it later.
    if (safeMode.isAsked() && status.state().isEnforcing()) {
      return new NodeView(
          status.inSafeMode(safeMode.requests(), ticker.now()), last.workloads(), null);
    }
    // ... or only when nobody asks any more.
    return status.state().isEnforcing() && enforcement.inCharge().isEmpty()
        ? new NodeView(status.justEnded(ticker.now()), last.workloads(), null)
        : last;
  }

  /**
   * Returns how old the status is: a loop that hangs goes on telling what it told last.
   *
   * @return the time since the end of the last cycle
   */
  public Duration age() {
    return Duration.ofNanos(ticker.nanos() - cycledNanos);
  }

  /** Returns the node to its stock scheduler, for good. For the thread of the loop. */
  public void end() {
    attachment.release();
  }

  private NodeState next() {
    attachment.heard().ifPresent(exit -> {
      counts.ejected(exit);
      pausedBy =
          new NodeState.Ejected(exit, budget.position(), budget.pauseLeft().orElse(Duration.ZERO));
    });
    if (enforcement.isEnded() || safeMode.isAsked()) {
      desk.forget();
      return standDown(stockOnPurpose());
    }
    plan();
    Optional<Draft> draft = desk.draft();
    if (draft.isEmpty()) {
      return standDown(noPlan());
    }
    if (options.mode() == Mode.OBSERVE) {
      attachment.endLeft();
      return new NodeState.Observing();
    }
    List<Finding> objections = feeds.objections().latest().last().orElse(List.of());
    if (!objections.isEmpty()) {
      return standDown(new NodeState.Refused(objections, null));
    }
    Optional<Attachment.Running> running = attachment.running();
    if (running.isPresent()) {
      return keepUp(running.get(), draft.get());
    }
    forgetPublishing();
    return attach(draft.get());
  }

  private NodeState stockOnPurpose() {
    return enforcement.isEnded()
        ? new NodeState.Stopped(enforcement.isLeft())
        : new NodeState.SafeMode(safeMode.requests());
  }

  /** A draft needs an answer of every source once; afterwards the last answers count. */
  private void plan() {
    Optional<NodeWorkloads> workloads = feeds.workloads().latest().last();
    Optional<NodeTopology> topology = feeds.topology().latest().last();
    Optional<TierPlanner> planner = feeds.planner().latest().last();
    if (workloads.isPresent()
        && topology.isPresent()
        && planner.isPresent()
        && feeds.objections().latest().last().isPresent()) {
      desk.update(workloads.get(), topology.get(), planner.get());
    }
  }

  private NodeState noPlan() {
    return desk.problem()
        .<NodeState>map(problem -> new NodeState.Refused(
            List.of(new Finding("plan", problem, "change the workloads or the policy")), null))
        .orElseGet(
            () -> new NodeState.Idle(feeds.missing(ticker.nanos()).orElse("there is no plan yet")));
  }

  /** Before there is a plan nothing is ended: what an earlier agent left goes on until it is taken over. */
  private NodeState standDown(NodeState next) {
    attachment.release();
    if (!(next instanceof NodeState.Idle || next instanceof NodeState.Stopped)) {
      attachment.endLeft();
    }
    forgetPublishing();
    return next;
  }

  /** Nothing is in force that a refusal could be about. */
  private void forgetPublishing() {
    gate.reset();
    publishProblem = null;
    isInForceUncertain = false;
  }

  private NodeState keepUp(Attachment.Running running, Draft draft) {
    PublishGate.Due due = isInForceUncertain
        ? gate.dueAfterFailure(running.config(), draft.config(), ticker.nanos())
        : gate.due(running.config(), draft.config(), ticker.nanos());
    askAgain = due.askAgain();
    boolean done =
        due.now().isEmpty() || publish(running, due.now().get().withGeneration(generation + 1));
    // What is held back may be what was refused: so it stays said until all is in force.
    if (done && due.askAgain() == null) {
      publishProblem = null;
    }
    attachment.lasts();
    return new NodeState.Enforcing();
  }

  /** Returns whether that is in force now. */
  private boolean publish(Attachment.Running running, KernelConfig config) {
    PublishOutcome outcome;
    try {
      outcome = running.scheduler().publish(config);
    } catch (IllegalStateException e) {
      // Somebody asked for safe mode meanwhile and closed it: the next cycle says so.
      askAgain = Duration.ZERO;
      return false;
    } catch (RuntimeException e) {
      counts.publishFailed();
      publishProblem = "publishing failed, the plan before stays in force: " + e.getMessage();
      isInForceUncertain = true;
      return false;
    }
    counts.published(outcome);
    isInForceUncertain = outcome instanceof PublishOutcome.Refused;
    if (outcome instanceof PublishOutcome.Published published) {
      generation = published.generation();
      publishes++;
      attachment.published(config);
    } else if (outcome instanceof PublishOutcome.Refused refused) {
      publishProblem = refused.reason();
    } else if (outcome instanceof PublishOutcome.Ended ended) {
      attachment.foundEnded(running.scheduler(), ended.exit());
      askAgain = Duration.ZERO;
    }
    return outcome.isInForce();
  }

  private NodeState attach(Draft draft) {
    Optional<Duration> pause = budget.pauseLeft();
    if (pause.isPresent()) {
      askAgain = pause.get();
      return paused(pause.get());
    }
    Optional<NodeState> attached = attachment.attach(draft.config().withGeneration(generation + 1));
    counts.attached(attached, attachment.isTakenOver());
    if (attached.isEmpty()) {
      return standDown(stockOnPurpose());
    }
    NodeState next = attached.get();
    if (next.isEnforcing()) {
      generation = attachment.inForce().map(now -> now.config().generation()).orElse(generation);
      pausedBy = null;
    } else {
      pausedBy = next;
      askAgain = budget.pauseLeft().orElse(null);
    }
    return next;
  }

  /** What led to the pause, with the time that is left of it. */
  private NodeState paused(Duration left) {
    NodeState cause = pausedBy;
    return cause != null
        ? cause.retryingIn(left)
        : new NodeState.Refused(
            List.of(new Finding(
                "restart-budget",
                "the agent before this one failed: " + budget.circuit().reason(),
                "wait, and remove the cause meanwhile")),
            left);
  }

  private NodeView describe() {
    Optional<Draft> draft = desk.draft();
    return new NodeView(
        status(draft),
        draft.map(Draft::workloads).orElse(null),
        state.isEnforcing() ? attachment.inForce().orElse(null) : null);
  }

  private NodeStatus status(Optional<Draft> draft) {
    return new NodeStatus(
        state,
        since,
        state.isEnforcing() ? generation : 0,
        attachment.attachments(),
        publishes,
        draft.map(Draft::plan).orElse(null),
        desk.problem().orElse(publishProblem),
        attachment.leftProblem().orElse(null),
        draft.map(Draft::unresolved).orElse(List.of()),
        safeMode.requests(),
        feeds.health(ticker.nanos()),
        budget.circuit(),
        attachment.lastExit().orElse(null),
        counts.tally(draft.map(Draft::plan).orElse(null), ticker.nanos(), budget));
  }
}

package io.temper.spring.node;

import io.temper.runtime.NodeView;
import io.temper.runtime.clock.Ticker;
import io.temper.runtime.embedded.NodeBuilder;
import io.temper.runtime.embedded.RunningNode;
import io.temper.runtime.observation.NodeObservation;
import io.temper.runtime.status.NodeState;
import io.temper.spring.TemperRole;
import io.temper.spring.TemperState;
import io.temper.spring.TemperState.Level;
import io.temper.spring.TemperStateSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * The node that this application runs, for as long as its context does. It is the first to be stopped: by
 * then the node is on its stock scheduler.
 */
public final class EmbeddedNode implements TemperStateSource, SmartLifecycle {
  /** As the agent's probe: a loop that is silent for longer does not live. */
  private static final Duration ALIVE = Duration.ofSeconds(30);

  private static final String FAILED = "failed";
  private static final TemperState STOPPED =
      new TemperState("stopped", "the application is not running", Level.OUT_OF_SERVICE);
  private static final String ENDPOINT = "/actuator/temper";

  private static final Map<String, Level> LEVELS = Map.of(
      "enforcing",
      Level.UP,
      "observing",
      Level.UP,
      // Nothing is wrong: a probe that restarted the application would forget who asked for safe
      // mode.
      "idle",
      Level.UNKNOWN,
      "waiting",
      Level.UNKNOWN,
      "safe-mode",
      Level.UNKNOWN,
      STOPPED.label(),
      STOPPED.level(),
      "refused",
      Level.DOWN,
      "ejected",
      Level.DOWN);

  private final TemperRole role;
  private final Supplier<NodeBuilder> parts;
  private final StateNews news;
  private volatile @Nullable RunningNode running;

  /** Of the node that was stopped last. */
  private volatile @Nullable NodeObservation atItsEnd;

  EmbeddedNode(TemperRole role, Supplier<NodeBuilder> parts, ApplicationEventPublisher events) {
    this.role = role;
    this.parts = parts;
    this.news = new StateNews(events, this, STOPPED.label());
  }

  @Override
  public void start() {
    if (!role.active() || running != null) {
      return;
    }
    Object loop = new Object();
    RunningNode node = parts
        .get()
        .listener((before, after) ->
            news.tell(loop, after.state().label(), after.state().reason()))
        .onFailure(why -> news.tell(loop, FAILED, reasonOf(why)))
        .build();
    news.hear(loop);
    running = node;
    node.start();
  }

  @Override
  public void stop() {
    RunningNode node = running;
    if (node != null) {
      node.close();
      atItsEnd = stopped(node.observe());
      running = null;
      // A loop that hung while it was ended may come to its end later, when nobody is to hear of
      // it.
      news.hear(this);
      news.tell(this, STOPPED.label(), STOPPED.reason());
    }
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  private static NodeObservation stopped(NodeObservation last) {
    var status =
        last.status().stopped(new NodeState.Stopped(false), Ticker.system().now());
    return new NodeObservation(
        status, last.loopAge(), null, Duration.ZERO, last.threads(), null, null);
  }

  private static String reasonOf(Throwable failure) {
    return "the control loop failed by " + failure
        + "; the node is on its stock scheduler until the application is started again";
  }

  @Override
  public TemperState state() {
    RunningNode node = running;
    if (!role.active()) {
      return TemperState.inactive(role);
    }
    if (node == null) {
      return STOPPED;
    }
    Optional<Throwable> failure = node.failure();
    if (failure.isPresent()) {
      return new TemperState(FAILED, reasonOf(failure.get()), Level.DOWN);
    }
    if (node.age().compareTo(ALIVE) > 0) {
      return new TemperState(
          "hanging",
          "the loop has not come round for " + node.age().toSeconds()
              + " s; safe mode works all the same",
          Level.DOWN);
    }
    NodeState state = node.view().status().state();
    return new TemperState(
        state.label(),
        state.reason() + "; " + state.next(),
        LEVELS.getOrDefault(state.label(), Level.DOWN));
  }

  /**
   * Returns what the node knows.
   *
   * @return values of one moment; empty while it does not run
   */
  public Optional<NodeView> view() {
    return Optional.ofNullable(running).map(RunningNode::view);
  }

  /**
   * Returns what the node does, for meters.
   *
   * @return values of one moment; once it was stopped, of that moment; empty if it never ran
   */
  public Optional<NodeObservation> observe() {
    return Optional.ofNullable(running)
        .map(RunningNode::observe)
        .or(() -> Optional.ofNullable(atItsEnd));
  }

  /**
   * Asks for safe mode. Returns once the node is on its stock scheduler, as {@link RunningNode#enterSafeMode}.
   *
   * @param reason why, in the words of whoever asks; may be empty
   * @return false if the node does not run, which means the same
   */
  public boolean enterSafeMode(String reason) {
    RunningNode node = running;
    if (node != null) {
      node.enterSafeMode(ENDPOINT, reason);
    }
    return node != null;
  }

  /**
   * Withdraws what {@link #enterSafeMode} asked for. Who else asks goes on asking.
   *
   * @return false if the node does not run
   */
  public boolean leaveSafeMode() {
    RunningNode node = running;
    if (node != null) {
      node.leaveSafeMode(ENDPOINT);
    }
    return node != null;
  }
}

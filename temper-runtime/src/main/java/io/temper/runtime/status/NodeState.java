package io.temper.runtime.status;

import io.temper.observe.SchedulerExit;
import io.temper.runtime.restart.Circuit;
import io.temper.runtime.safemode.SafeModeRequest;
import io.temper.spi.NodeReport;
import io.temper.spi.ProbeResult.Finding;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the node is in. In {@link Enforcing} it goes by the last complete plan, in all others it is on its
 * stock scheduler, or on that of somebody else.
 */
public sealed interface NodeState {

  /**
   * Returns which of the states it is, without what is particular to it.
   *
   * @return the state, as it is told to others
   */
  NodeReport.State kind();

  /**
   * Returns the name that users and programs read.
   *
   * @return lower case, words joined by hyphens
   */
  default String label() {
    return kind().label();
  }

  /**
   * Says why the node is in this state.
   *
   * @return a sentence without its full stop
   */
  String reason();

  /**
   * Says what happens next without anybody's help, or what it takes.
   *
   * @return a sentence without its full stop
   */
  String next();

  /**
   * Tells whether a plan is enforced.
   *
   * @return true for {@link Enforcing} only
   */
  default boolean isEnforcing() {
    return false;
  }

  /**
   * Returns the same state with another time to the next attempt.
   *
   * @param retry how long it is until then
   * @return this state if it makes no attempts
   */
  default NodeState retryingIn(Duration retry) {
    return this;
  }

  /**
   * Something that a plan needs is not known yet.
   *
   * @param missing what, and what is wrong with its source if something is
   */
  record Idle(String missing) implements NodeState {
    @Override
    public NodeReport.State kind() {
      return NodeReport.State.IDLE;
    }

    @Override
    public String reason() {
      return missing;
    }

    @Override
    public String next() {
      return "planning begins with the first complete answer";
    }
  }

  /**
   * The node, or the plan, does not allow to enforce.
   *
   * @param findings what stands in the way, and what to do about each
   * @param retry after which time it is tried again; null if only once something changes
   */
  record Refused(List<Finding> findings, @Nullable Duration retry) implements NodeState {
    /** Copies the list. */
    public Refused {
      findings = List.copyOf(findings);
    }

    @Override
    public NodeReport.State kind() {
      return NodeReport.State.REFUSED;
    }

    @Override
    public String reason() {
      return findings.stream()
          .map(finding -> finding.check() + ": " + finding.what() + " (" + finding.remedy() + ")")
          .collect(Collectors.joining("; "));
    }

    @Override
    public String next() {
      return retry == null
          ? "it is tried again once what stands in the way has changed"
          : "it is tried again in " + Durations.text(retry);
    }

    @Override
    public NodeState retryingIn(Duration value) {
      return new Refused(findings, value);
    }
  }

  /** Plans are made and shown, and not enforced, as was asked for. */
  record Observing() implements NodeState {
    @Override
    public NodeReport.State kind() {
      return NodeReport.State.OBSERVING;
    }

    @Override
    public String reason() {
      return "the agent was told to plan only";
    }

    @Override
    public String next() {
      return "it goes on so until it is started otherwise";
    }
  }

  /** The node goes by the last complete plan. */
  record Enforcing() implements NodeState {
    @Override
    public NodeReport.State kind() {
      return NodeReport.State.ENFORCING;
    }

    @Override
    public String reason() {
      return "the scheduler is attached and goes by the last complete plan";
    }

    @Override
    public String next() {
      return "changes are published without detaching";
    }

    @Override
    public boolean isEnforcing() {
      return true;
    }
  }

  /**
   * Somebody asks for the stock scheduler.
   *
   * @param requests who, and why; empty for a moment while the first is being made
   */
  record SafeMode(List<SafeModeRequest> requests) implements NodeState {
    /** Copies the list. */
    public SafeMode {
      requests = List.copyOf(requests);
    }

    @Override
    public NodeReport.State kind() {
      return NodeReport.State.SAFE_MODE;
    }

    @Override
    public String reason() {
      return "asked for by "
          + requests.stream().map(SafeModeRequest::toString).collect(Collectors.joining("; "));
    }

    @Override
    public String next() {
      return "once nobody asks any more, the node is planned anew and the scheduler attached";
    }
  }

  /**
   * The agent ends.
   *
   * @param left whether the scheduler goes on under its lease, for the next agent
   */
  record Stopped(boolean left) implements NodeState {
    @Override
    public NodeReport.State kind() {
      return NodeReport.State.STOPPED;
    }

    @Override
    public String reason() {
      return left ? "the agent ends, and leaves the scheduler to the next one" : "the agent ends";
    }

    @Override
    public String next() {
      return left
          ? "the scheduler goes on as it is until an agent takes it over, or its lease ends"
          : "the host stays on its stock scheduler until an agent is started";
    }
  }

  /**
   * The scheduler ended without having been closed.
   *
   * @param exit how
   * @param position what the circuit breaker lets through
   * @param retry after which time it is attached again
   */
  record Ejected(SchedulerExit exit, Circuit.Position position, Duration retry)
      implements NodeState {
    @Override
    public NodeReport.State kind() {
      return NodeReport.State.EJECTED;
    }

    @Override
    public String reason() {
      return "the scheduler ended: " + exit.cause() + ": " + exit;
    }

    @Override
    public String next() {
      return (position == Circuit.Position.OPEN ? "it ended too often, so it rests: " : "")
          + "it is attached again in " + Durations.text(retry);
    }

    @Override
    public NodeState retryingIn(Duration value) {
      return new Ejected(exit, position, value);
    }
  }

  /**
   * The scheduler of somebody else is in charge.
   *
   * @param other its name as the kernel has it
   */
  record Waiting(String other) implements NodeState {
    @Override
    public NodeReport.State kind() {
      return NodeReport.State.WAITING;
    }

    @Override
    public String reason() {
      return "the scheduler '" + other + "' is in charge of this host";
    }

    @Override
    public String next() {
      return "once it is gone, Temper's is attached; it is never pushed aside";
    }
  }
}

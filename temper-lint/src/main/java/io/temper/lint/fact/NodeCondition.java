package io.temper.lint.fact;

import java.time.Instant;
import java.util.List;

/**
 * What a node is in.
 *
 * @param state the name of its state, such as {@code enforcing} or {@code safe-mode}
 * @param reason why it is in this state, a sentence without its full stop
 * @param since when it came into this state
 * @param generation the generation that was published last; 0 while no plan is enforced
 * @param unresolved members of the plan whose control group is not there
 */
public record NodeCondition(
    String state, String reason, Instant since, long generation, List<String> unresolved) {
  /** Copies the list. */
  public NodeCondition {
    unresolved = List.copyOf(unresolved);
  }

  /**
   * Tells whether a plan is enforced.
   *
   * @return true in the state {@code enforcing}
   */
  public boolean isEnforcing() {
    return state.equals("enforcing");
  }
}

package io.temper.agent.operations;

import java.util.List;

/**
 * What a command of the page does.
 *
 * @param command its line
 * @param exitCode what it ends with; {@link #OF_THE_HOST} if that depends on the host
 * @param says what is in its output
 * @param afterwards the state of the agent that it leads to; empty if it leaves it alone
 */
record Expectation(String command, int exitCode, List<String> says, String afterwards) {

  static final int OF_THE_HOST = -1;

  static Expectation of(String command, int exitCode, String... says) {
    return new Expectation(command, exitCode, List.of(says), "");
  }

  /** Returns the same for a command that leads to a state. */
  Expectation thenIs(String state) {
    return new Expectation(command, exitCode, says, state);
  }
}

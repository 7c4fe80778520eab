package io.temper.agent.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.temper.agent.operations.CommandHost.Done;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Runs the commands of the page one after the other; whoever asks for them names each. */
final class PageWalk {
  private final SystemdHost host;
  private final Deque<String> commands;

  PageWalk(SystemdHost host, List<String> commands) {
    this.host = host;
    this.commands = new ArrayDeque<>(commands);
  }

  /** Runs the next command of the page, which must be this one and succeed. */
  Done next(String command) throws IOException, InterruptedException {
    assertThat(commands.poll())
        .as("the next command of docs/operations.md, which this test must know")
        .isEqualTo(command);
    Done done = host.run(command);
    if (done.exitCode() != 0) {
      throw new AssertionError("'" + command + "' ends with " + done + host.log());
    }
    return done;
  }

  void next(List<String> several) throws IOException, InterruptedException {
    for (String command : several) {
      next(command);
    }
  }

  void requireEnd() {
    assertThat(commands).as("commands of docs/operations.md that nothing runs").isEmpty();
  }
}

package io.temper.agent.cli;

import io.temper.agent.control.ControlAnswer;
import io.temper.agent.control.ControlAnswer.Heard;
import io.temper.agent.control.ControlAnswer.Silent;
import io.temper.agent.control.ControlCall;
import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.control.ControlClient;
import io.temper.agent.json.GroupedThreadsJson;
import io.temper.agent.report.observe.GroupedThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the agent for the groups of threads, each time anew: one may be started again meanwhile. */
final class AgentGroups {
  /** What it would add is not worth a longer wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Path socket;
  private @Nullable String problem;

  AgentGroups(Path socket) {
    this.socket = socket;
  }

  GroupedThreads ask() {
    ControlAnswer answer =
        new ControlClient(socket, PATIENCE).ask(new ControlCall(Command.THREAD_GROUPS, ""));
    if (answer instanceof Heard heard) {
      problem = null;
      return GroupedThreadsJson.read(heard.document());
    }
    problem = answer instanceof Silent ? "no agent answers at " + socket : answer.problem();
    return GroupedThreads.UNKNOWN;
  }

  /** Returns why it did not tell when it was asked last; empty if it did. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}

package io.temper.agent.control;

import io.temper.agent.control.ControlAnswer.Heard;
import io.temper.agent.control.ControlAnswer.Refused;
import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.report.input.InputException;
import io.temper.workload.CgroupPath;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Asks the agent that serves a control socket. An agent that hangs makes nobody wait for longer than the
 * patience.
 *
 * @param socket where it is
 * @param patience how long an answer may take in all
 */
public record ControlClient(Path socket, Duration patience) {
  /** Longer than the slowest answer of an agent that is well: it waits up to 4 s for the kernel. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Asks with the standard patience, 10 s.
   *
   * @param socket where it is
   */
  public ControlClient(Path socket) {
    this(socket, PATIENCE);
  }

  /**
   * Returns the status document of the agent.
   *
   * @throws InputException if no agent answers
   */
  public String status() {
    return heard(ask(new ControlCall(Command.STATUS, "")));
  }

  /**
   * Returns the document that says how the scheduler ended last.
   *
   * @throws InputException if no agent answers, or one that does not know the question
   */
  public String lastExit() {
    return heard(ask(new ControlCall(Command.LAST_EXIT, "")));
  }

  /**
   * Returns the document that says what the linter found on the node.
   *
   * @throws InputException if no agent answers, or one that does not know the question
   */
  public String lint() {
    return heard(ask(new ControlCall(Command.LINT, "")));
  }

  /**
   * Returns the document with what containers used and wanted.
   *
   * @throws InputException if no agent answers, it does not know the question, or does not watch them
   */
  public String histories() {
    return heard(ask(new ControlCall(Command.HISTORIES, "")));
  }

  /**
   * Returns the document that says where a control group is.
   *
   * @throws InputException if no agent answers, or one that does not know the question
   */
  public String explain(CgroupPath cgroup) {
    return heard(ask(ControlCall.explain(cgroup)));
  }

  /**
   * Enters or leaves safe mode.
   *
   * @return what the agent says about it
   * @throws InputException if no agent answers, or it refuses
   */
  public String safeMode(Command command, String reason) {
    return ControlProtocol.requireDone(heard(ask(new ControlCall(command, reason))));
  }

  /**
   * Asks, and tells what came of it. Never throws for want of an answer.
   *
   * @param call what is asked for
   * @return the answer, or why there is none
   */
  public ControlAnswer ask(ControlCall call) {
    ControlAnswer answer = new Exchange(socket, call, patience).answer();
    if (answer instanceof Heard heard) {
      try {
        ControlProtocol.requireNoProblem(heard.document());
      } catch (InputException e) {
        return new Refused(String.valueOf(e.getMessage()));
      }
    }
    return answer;
  }

  private static String heard(ControlAnswer answer) {
    if (answer instanceof Heard heard) {
      return heard.document();
    }
    throw new InputException(answer.problem());
  }
}

package io.temper.agent.control;

import io.temper.agent.control.ControlCall.Command;
import io.temper.agent.report.input.InputException;
import io.temper.workload.CgroupPath;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines that go over the control socket. Fields are added within a version, never renamed. */
public final class ControlProtocol {
  /** Raised when a request of before would be misunderstood. */
  static final String VERSION = "temper.io/control/v1";

  /** The kernel knows no longer one. */
  private static final int LONGEST_PATH = 4096;

  private static final JsonMapper MAPPER = new JsonMapper();

  private ControlProtocol() {}

  /** Returns the line that asks for {@code call}. */
  static String request(ControlCall call) {
    var request = MAPPER
        .createObjectNode()
        .put("protocol", VERSION)
        .put("command", call.command().label())
        .put("reason", call.reason());
    CgroupPath cgroup = call.cgroup();
    if (cgroup != null) {
      request.put("cgroup", cgroup.value());
    }
    return MAPPER.writeValueAsString(request);
  }

  /**
   * Returns what a line asks for.
   *
   * @throws InputException if it is not understood; the message says what would be
   */
  static ControlCall read(String line) {
    JsonNode node = tree(line);
    if (!VERSION.equals(node.path("protocol").asString(""))) {
      throw new InputException("the protocol is '" + node.path("protocol").asString("")
          + "', but this agent speaks '" + VERSION + "': use the command of its own release");
    }
    String command = node.path("command").asString("");
    return Command.ofLabel(command)
        .map(known -> call(known, node))
        .orElseThrow(() -> new InputException("there is no command '" + command + "': use one of "
            + Arrays.stream(Command.values())
                .map(Command::label)
                .collect(Collectors.joining(", "))));
  }

  private static ControlCall call(Command command, JsonNode node) {
    return command == Command.EXPLAIN
        ? ControlCall.explain(cgroup(node.path("cgroup").asString("")))
        : new ControlCall(command, node.path("reason").asString(""));
  }

  private static CgroupPath cgroup(String path) {
    if (path.length() > LONGEST_PATH) {
      throw new InputException(
          "the path of a control group has at most " + LONGEST_PATH + " characters");
    }
    try {
      return new CgroupPath(path);
    } catch (IllegalArgumentException e) {
      throw new InputException("'cgroup': " + e.getMessage(), e);
    }
  }

  /** Returns the answer that something was done. */
  public static String done(String message) {
    return answer("done", message);
  }

  /** Returns the answer that something could not be done. */
  static String refused(String problem) {
    return answer("problem", problem);
  }

  /**
   * Returns the text of an answer that something was done.
   *
   * @throws InputException if it was not
   */
  static String requireDone(String answer) {
    return withoutProblem(answer).path("done").asString("");
  }

  /**
   * Returns a document that was asked for.
   *
   * @throws InputException if the agent refused to give it
   */
  static String requireNoProblem(String answer) {
    withoutProblem(answer);
    return answer;
  }

  private static JsonNode withoutProblem(String answer) {
    JsonNode node = tree(answer);
    if (node.has("problem")) {
      throw new InputException("the agent refused: " + node.path("problem").asString(""));
    }
    return node;
  }

  private static String answer(String field, String text) {
    return MAPPER.writeValueAsString(
        MAPPER.createObjectNode().put("protocol", VERSION).put(field, text));
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new InputException("this is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}

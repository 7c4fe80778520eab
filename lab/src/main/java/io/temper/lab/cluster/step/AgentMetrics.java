package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent tells at {@code /metrics}, asked on the node.
 *
 * @param shell of the node
 * @param address of the agent's pod
 */
record AgentMetrics(NodeShell shell, String address) {
  private static final int PORT = 9790;
  private static final Pattern GENERATION =
      Pattern.compile("(?m)^temper_generation(?:\\{[^}]*})? (?<value>[0-9.E+]+)$");

  /**
   * A look at it.
   *
   * @param generation the one in force
   * @param micros when it was asked for, by a clock of the node
   */
  record Look(long generation, long micros) {
    /** How many generations a second there were since an earlier look. */
    double rateSince(Look before) {
      return 1e6 * (generation - before.generation) / (micros - before.micros);
    }
  }

  /** Looks once. */
  Look look() {
    String answer = shell
        .run("exec 3<> /dev/tcp/" + address + "/" + PORT + "; echo ${EPOCHREALTIME/./}; "
            + "printf 'GET /metrics HTTP/1.1\\r\\nHost: node\\r\\nConnection: close\\r\\n\\r\\n' >&3;"
            + " timeout 20 cat <&3")
        .text();
    return parse(answer);
  }

  /**
   * Reads an answer.
   *
   * @param answer the time in its first line, then the agent's words
   */
  static Look parse(String answer) {
    Matcher generation = GENERATION.matcher(answer.replace("\r", ""));
    List<String> lines = answer.lines().toList();
    StepFailure.unless(
        generation.find() && lines.get(0).matches("\\d+"),
        "the agent's metrics have no generation: " + answer);
    return new Look(
        (long) Double.parseDouble(generation.group("value")), Long.parseLong(lines.get(0)));
  }
}

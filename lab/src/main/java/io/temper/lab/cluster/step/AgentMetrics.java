package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the agent tells at {@code /metrics}, asked on the node.
 *
 * @param shell of the node
 * @param address of the agent's pod
 */
record AgentMetrics(NodeShell shell, String address) {
  private static final int PORT = 9790;
  private static final Pattern SERIES =
      Pattern.compile("(?m)^(?<name>temper_[a-z_]+(?:\\{[^}]*})?) (?<value>[0-9.E+-]+)$");
  private static final double MICROS_PER_SECOND = 1e6;

  /**
   * A look at it.
   *
   * @param micros when it was asked for, by a clock of the node
   * @param series values by name, tags included
   */
  record Look(long micros, Map<String, Double> series) {
    /** Copies. */
    Look {
      series = Map.copyOf(series);
    }

    /** The generation in force. */
    long generation() {
      return (long) sum("temper_generation", "");
    }

    /** The sum of all series of a metric that have a tag; the tag may be empty. */
    double sum(String metric, String tag) {
      return seriesOf(metric).entrySet().stream()
          .filter(entry -> entry.getKey().contains(tag))
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }

    /** The values of a metric, by name with tags. */
    Map<String, Double> seriesOf(String metric) {
      var found = new TreeMap<>(series);
      found.keySet().removeIf(name -> !name.equals(metric) && !name.startsWith(metric + "{"));
      return found;
    }

    /** How many generations a second there were since an earlier look. */
    double rateSince(Look before) {
      return MICROS_PER_SECOND * (generation() - before.generation()) / (micros - before.micros);
    }
  }

  /** Looks once. */
  Look look() {
    return parse(shell
        .run("exec 3<> /dev/tcp/" + address + "/" + PORT + "; echo ${EPOCHREALTIME/./}; "
            + "printf 'GET /metrics HTTP/1.1\\r\\nHost: node\\r\\nConnection: close\\r\\n\\r\\n' >&3;"
            + " timeout 20 cat <&3")
        .text());
  }

  /**
   * Reads an answer.
   *
   * @param answer the time in its first line, then the agent's words
   */
  static Look parse(String answer) {
    Map<String, Double> series = new TreeMap<>();
    SERIES
        .matcher(answer.replace("\r", ""))
        .results()
        .forEach(found -> series.put(found.group(1), Double.valueOf(found.group(2))));
    List<String> lines = answer.lines().toList();
    StepFailure.unless(
        series.containsKey("temper_generation") && lines.get(0).matches("\\d+"),
        "the agent's metrics have no generation: " + answer);
    return new Look(Long.parseLong(lines.get(0)), series);
  }
}

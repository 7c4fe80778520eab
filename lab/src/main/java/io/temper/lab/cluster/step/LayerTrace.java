package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the appearance of a pod's control group to its membership in a map of the scheduler, both written down by the
 * kernel; and for how long of that time the machine stood still.
 *
 * @param joins a pod each, in the order of their memberships
 */
record LayerTrace(List<Join> joins) {
  private static final String SCRIPT = "bash /payload/node/layer-trace.sh ";
  private static final String FOLDER = " /run/temper-lab";
  private static final Pattern EVENT = Pattern.compile("\\s(?<seconds>\\d+)\\.(?<micros>\\d{6}): "
      + "(?:cgroup_mkdir: .*\\bid=(?<id>\\d+) .*path=\\S*/pod[^/\\s]+"
      + "|member: .*\\bkey=(?<key>\\d+)"
      + "|tracing_mark_write: pause (?<cpu>\\d+) (?<length>\\d+))\\s*$");
  private static final long MICROS = 1_000_000;

  /** Copies. */
  LayerTrace {
    joins = List.copyOf(joins);
  }

  /**
   * A pod.
   *
   * @param whole from its control group to its membership
   * @param still for how long of it the CPU that stood still longest did
   */
  record Join(Duration whole, Duration still) {
    /** How long it took the kernel, the agent and who else runs there. */
    Duration net() {
      return whole.minus(still);
    }
  }

  private record Pause(int cpu, long from, long to) {
    long within(long start, long end) {
      return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }

  static void start(NodeShell shell) {
    shell.run(SCRIPT + "start" + FOLDER).text();
  }

  /** Ends it; nothing happens if it has ended. */
  static void stop(NodeShell shell) {
    shell.run(SCRIPT + "stop" + FOLDER);
  }

  /** Ends it, and says what it saw. */
  static LayerTrace seen(NodeShell shell) {
    return parse(shell.run(SCRIPT + "stop" + FOLDER).text().lines().toList());
  }

  /**
   * Reads what the kernel wrote down.
   *
   * @param lines in the order of time
   */
  static LayerTrace parse(List<String> lines) {
    Map<Long, Long> born = new HashMap<>();
    List<long[]> spans = new ArrayList<>();
    List<Pause> pauses = new ArrayList<>();
    for (String line : lines) {
      Matcher event = EVENT.matcher(line);
      if (event.find()) {
        read(event, born, spans, pauses);
      }
    }
    return new LayerTrace(spans.stream()
        .map(span -> new Join(micros(span[1] - span[0]), micros(still(pauses, span))))
        .toList());
  }

  private static void read(
      Matcher event, Map<Long, Long> born, List<long[]> spans, List<Pause> pauses) {
    long at =
        Long.parseLong(event.group("seconds")) * MICROS + Long.parseLong(event.group("micros"));
    if (event.group("id") != null) {
      born.put(Long.valueOf(event.group("id")), at);
    } else if (event.group("key") != null) {
      // Only the first time: each change of shape writes all members anew.
      Long from = born.remove(Long.valueOf(event.group("key")));
      if (from != null) {
        spans.add(new long[] {from, at});
      }
    } else {
      long length = Long.parseLong(event.group("length"));
      pauses.add(new Pause(Integer.parseInt(event.group("cpu")), at - length, at));
    }
  }

  private static long still(List<Pause> pauses, long[] span) {
    Map<Integer, Long> ofCpu = new HashMap<>();
    pauses.forEach(pause -> ofCpu.merge(pause.cpu(), pause.within(span[0], span[1]), Long::sum));
    return ofCpu.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static Duration micros(long time) {
    return Duration.of(time, ChronoUnit.MICROS);
  }

  /** Says what was seen. */
  @Override
  public String toString() {
    return "cgroup → layer " + Times.spread(joins.stream().map(Join::whole).toList())
        + "; without what the machine stood still "
        + Times.spread(joins.stream().map(Join::net).toList());
  }

  /** The time that all but one in a hundred have stayed below, the machine's own pauses taken off. */
  Duration p99() {
    StepFailure.unless(!joins.isEmpty(), "no pod was seen to get into a layer");
    List<Duration> sorted = joins.stream().map(Join::net).sorted().toList();
    int rank = (sorted.size() * 99 + 99) / 100;
    return sorted.get(rank - 1);
  }
}

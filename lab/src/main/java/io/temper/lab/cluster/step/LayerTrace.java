package io.temper.lab.cluster.step;

import io.temper.lab.cluster.NodeShell;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the appearance of a pod's control group to its membership in a map of the scheduler, both written down by the
 * kernel; and for how long of that time the machine stood still.
 *
 * @param joins a pod each, in the order of their memberships
 * @param missed for how long each pod's group was there that never got a membership, the machine's pauses taken off
 */
record LayerTrace(List<Join> joins, List<Duration> missed) {
  private static final String SCRIPT = "bash /payload/node/layer-trace.sh ";
  private static final String FOLDER = " /run/temper-lab";
  private static final Pattern EVENT = Pattern.compile("\\s(?<seconds>\\d+)\\.(?<micros>\\d{6}): "
      + "(?:cgroup_mkdir: .*\\bid=(?<id>\\d+) .*path=\\S*/pod[^/\\s]+"
      + "|cgroup_rmdir: .*\\bid=(?<gone>\\d+) .*"
      + "|member: .*\\bkey=(?<key>\\d+)"
      + "|tracing_mark_write: pause (?<cpu>\\d+) (?<length>\\d+))\\s*$");
  private static final long MICROS = 1_000_000;

  /** Copies. */
  LayerTrace {
    joins = List.copyOf(joins);
    missed = List.copyOf(missed);
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
    var reading = new Reading();
    for (String line : lines) {
      Matcher event = EVENT.matcher(line);
      if (event.find()) {
        reading.read(event);
      }
    }
    return reading.trace();
  }

  /** What was read so far; times in microseconds. */
  private static final class Reading {
    private final Map<Long, Long> born = new LinkedHashMap<>();
    private final List<long[]> joins = new ArrayList<>();
    private final List<long[]> lives = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private long last;

    void read(Matcher event) {
      last =
          Long.parseLong(event.group("seconds")) * MICROS + Long.parseLong(event.group("micros"));
      if (event.group("id") != null) {
        born.put(Long.valueOf(event.group("id")), last);
      } else if (event.group("key") != null) {
        // Only the first time: each change of shape writes all members anew.
        end(event.group("key"), joins);
      } else if (event.group("gone") != null) {
        end(event.group("gone"), lives);
      } else {
        long length = Long.parseLong(event.group("length"));
        pauses.add(new Pause(Integer.parseInt(event.group("cpu")), last - length, last));
      }
    }

    private void end(String group, List<long[]> spans) {
      Long from = born.remove(Long.valueOf(group));
      if (from != null) {
        spans.add(new long[] {from, last});
      }
    }

    LayerTrace trace() {
      born.values().forEach(from -> lives.add(new long[] {from, last}));
      return new LayerTrace(
          joins.stream()
              .map(span -> new Join(micros(span[1] - span[0]), micros(still(pauses, span))))
              .toList(),
          lives.stream()
              .map(span -> micros(span[1] - span[0] - still(pauses, span)))
              .toList());
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

  /**
   * Asks that all got into their layers in time: 99 of a hundred, the machine's own pauses taken off, and each that was
   * there for longer.
   *
   * @param promised the time
   * @param atLeast so many must have been seen to get there
   */
  void require(Duration promised, int atLeast) {
    StepFailure.unless(
        joins.size() >= Math.max(1, atLeast),
        "only " + joins.size() + " were seen to get into a layer, of at least " + atLeast);
    List<Duration> late =
        missed.stream().filter(life -> life.compareTo(promised) > 0).toList();
    StepFailure.unless(
        late.isEmpty(),
        "groups that were there for longer than " + promised.toMillis() + " ms and in no layer: "
            + Times.spread(late));
    StepFailure.unless(
        p99().compareTo(promised) <= 0,
        "in its layer later than " + promised.toMillis() + " ms after its group: " + this);
  }

  /** The time that all but one in a hundred have stayed below, the machine's own pauses taken off. */
  Duration p99() {
    List<Duration> sorted = joins.stream().map(Join::net).sorted().toList();
    int rank = (sorted.size() * 99 + 99) / 100;
    return sorted.get(rank - 1);
  }
}

package io.temper.observe;

import io.temper.node.CpuSet;
import io.temper.observe.StallReport.RunningThread;
import io.temper.observe.StallReport.StalledThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads the kernel's dump of sched_ext, as kernels 6.12 to 7.3 write it.
 *
 * <pre>
 *  CPU 1   : nr_run=2 flags=0x5 ...
 *            curr=sh[218] class=rt_sched_class
 *    R sh[217] -5452ms
 *        scx_state/flags=3/0x1 ...
 *        sticky/holding_cpu=-1/-1 dsq_id=0x200000001
 *        dsq_vtime=47576323400 slice=20000000 weight=100
 *        cpus=2 no_mig=0
 * </pre>
 *
 * <p>Threads choose their names, so nothing here may fail, whatever the text.
 */
final class DumpReader {
  private static final Pattern MESSAGE =
      Pattern.compile("(.*)\\[(\\d{1,10})] failed to run for (\\d{1,9})\\.(\\d{3})s.*");
  private static final Pattern CPU = Pattern.compile("CPU (\\d{1,4}) *:.*");
  private static final Pattern CURRENT =
      Pattern.compile("\\s+curr=(.*)\\[(-?\\d{1,10})] class=([a-z_]+).*");
  private static final Pattern THREAD = Pattern.compile(" [* ]R .*\\[(\\d{1,10})] .*ms");
  private static final Pattern QUEUE = Pattern.compile("\\s.* dsq_id=(\\S+)");
  private static final Pattern ALLOWED = Pattern.compile("\\s+cpus=([0-9a-f,]{1,2400})\\b.*");
  private static final String LOCAL_QUEUE = "0x8000000000000002";
  private static final int BITS_PER_DIGIT = 4;

  private final Matcher message;
  private final boolean namesAThread;
  private final List<RunningThread> running = new ArrayList<>();
  private int cpu = -1;
  private boolean atTheThread;
  private int cpuOfTheThread = -1;
  private boolean isLocal;
  private CpuSet allowed = CpuSet.empty();

  DumpReader(SchedulerExit exit) {
    this.message = MESSAGE.matcher(exit.message());
    this.namesAThread = message.matches();
    exit.dump().lines().forEach(this::read);
  }

  StallReport stall() {
    return new StallReport(thread(), running);
  }

  private Optional<StalledThread> thread() {
    if (!namesAThread) {
      return Optional.empty();
    }
    var waited =
        Duration.ofSeconds(Long.parseLong(message.group(3))).plusMillis(number(message, 4));
    return Optional.of(new StalledThread(
        message.group(1), number(message, 2), waited, cpuOfTheThread, isLocal, allowed));
  }

  private void read(String line) {
    var match = CPU.matcher(line);
    if (match.matches()) {
      cpu = Math.toIntExact(Math.min(number(match, 1), CpuSet.MAX_ID));
      atTheThread = false;
      return;
    }
    match = CURRENT.matcher(line);
    if (cpu >= 0 && match.matches()) {
      running.add(new RunningThread(cpu, match.group(1), number(match, 2), match.group(3)));
      return;
    }
    match = THREAD.matcher(line);
    if (match.matches()) {
      atTheThread = namesAThread && number(match, 1) == number(message, 2);
      cpuOfTheThread = atTheThread ? cpu : cpuOfTheThread;
    } else if (atTheThread) {
      readThread(line);
    }
  }

  private void readThread(String line) {
    var queue = QUEUE.matcher(line);
    if (queue.matches()) {
      isLocal = queue.group(1).equals(LOCAL_QUEUE);
      return;
    }
    var mask = ALLOWED.matcher(line);
    if (mask.matches()) {
      allowed = cpusOf(mask.group(1));
    }
  }

  /** Hexadecimal digits, the last for CPUs 0 to 3; commas for the eye. */
  private static CpuSet cpusOf(String mask) {
    var digits = new StringBuilder(mask.replace(",", "")).reverse().toString();
    return CpuSet.of(IntStream.range(0, digits.length() * BITS_PER_DIGIT)
        .filter(bit -> bit <= CpuSet.MAX_ID
            && (Character.digit(digits.charAt(bit / BITS_PER_DIGIT), 16)
                    & (1 << (bit % BITS_PER_DIGIT)))
                != 0)
        .toArray());
  }

  private static long number(Matcher match, int group) {
    return Long.parseLong(match.group(group));
  }
}

package io.temper.agent.demo.node;

import io.temper.TemperException;
import io.temper.node.CpuSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What of a machine bears on latency: kernel release, timer frequency, preemption model, CPU.
 *
 * @param root the root of the file system, {@code /}
 */
public record KernelFacts(Path root) {
  /** The frequencies that a kernel can be built with. */
  private static final int[] FREQUENCIES = {100, 250, 300, 1000};

  private static final double WRAP = 0x1p32;
  private static final Pattern CONFIG_HZ = Pattern.compile("(?m)^CONFIG_HZ=(\\d+)$");
  private static final Pattern JIFFIES = Pattern.compile("(?m)^jiffies: (\\d+)$");
  private static final Pattern NOW = Pattern.compile("(?m)^now at (\\d+) nsecs$");
  private static final Pattern CHOSEN = Pattern.compile("\\((\\w+)\\)");
  private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*: (.+)$");

  /** Returns the release, as {@code uname -r}. */
  public String release() {
    return text("proc/sys/kernel/osrelease").orElse("unknown");
  }

  /**
   * Returns the timer frequency in Hz: from the kernel's configuration where the machine has it,
   * otherwise from the tick counter. 0 if neither can be read.
   */
  public int tickHz() {
    return configuration()
        .flatMap(c -> first(CONFIG_HZ, c))
        .map(Integer::parseInt)
        .or(this::countTicks)
        .orElse(0);
  }

  /**
   * Returns the preemption model in force: the one that a dynamic kernel names as chosen, otherwise
   * what its build says.
   */
  public String preemption() {
    return text("sys/kernel/debug/sched/preempt")
        .flatMap(t -> first(CHOSEN, t))
        .orElseGet(this::builtPreemption);
  }

  private String builtPreemption() {
    String version = text("proc/sys/kernel/version").orElse("");
    if (version.contains("PREEMPT_RT")) {
      return "realtime";
    }
    if (version.contains("PREEMPT_DYNAMIC")) {
      return "dynamic (unknown which: debugfs is not mounted)";
    }
    return version.contains("PREEMPT") ? "full" : "voluntary or none";
  }

  /** Returns the CPU's own name. */
  public String cpuModel() {
    return text("proc/cpuinfo").flatMap(t -> first(MODEL, t)).orElse("unknown CPU");
  }

  /** Returns whether the CPU is one that QEMU emulates in software. */
  public boolean emulated() {
    return cpuModel().contains("QEMU TCG");
  }

  /** Returns the number of online logical CPUs, which may be more than a limit leaves to this program. */
  public int cpus() {
    return text("sys/devices/system/cpu/online")
        .map(online -> CpuSet.parse(online).size())
        .orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  private Optional<String> configuration() {
    Path packed = root.resolve("proc/config.gz");
    if (!Files.isReadable(packed)) {
      return text("boot/config-" + release());
    }
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new TemperException("cannot read " + packed, e);
    }
  }

  private Optional<Integer> countTicks() {
    Optional<String> timers = text("proc/timer_list");
    Optional<Long> jiffies = timers.flatMap(t -> first(JIFFIES, t)).map(Long::parseLong);
    Optional<Long> nanos = timers.flatMap(t -> first(NOW, t)).map(Long::parseLong);
    return jiffies.flatMap(j -> nanos.map(n -> frequency(j, n / 1e9)));
  }

  /**
   * Returns the frequency that explains a tick counter best. The counter starts 300 s below 2³²,
   * {@code INITIAL_JIFFIES}, so it was at {@code 2³² + HZ × (uptime − 300 s)}.
   *
   * @param jiffies the counter
   * @param uptimeSeconds when it was read
   */
  static int frequency(long jiffies, double uptimeSeconds) {
    int best = FREQUENCIES[0];
    double least = Double.MAX_VALUE;
    for (int frequency : FREQUENCIES) {
      double distance = Math.abs(jiffies - (WRAP + frequency * (uptimeSeconds - 300)));
      if (distance < least) {
        best = frequency;
        least = distance;
      }
    }
    return best;
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private Optional<String> text(String path) {
    try {
      return Optional.of(Files.readString(root.resolve(path)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

package io.temper.bpf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The kernel's own record of threads with one name: when each was woken, and when it got a CPU after
 * that. What comes before, such as a timer's interrupt that an emulator delivers late, is not in it.
 */
final class WakeUpTrace implements AutoCloseable {
  private static final Path TRACEFS = Path.of("/sys/kernel/tracing");
  private static final Path INSTANCE = TRACEFS.resolve("instances/temper-test");
  private static final Pattern EVENT = Pattern.compile(
      " (?<seconds>\\d+)\\.(?<micros>\\d{6}): sched_(?:waking: .*? pid=(?<woken>\\d+)"
          + "|switch: .*next_pid=(?<running>\\d+)) ");

  private WakeUpTrace() {}

  /** Begins to record threads of this name; replaces what an earlier one recorded. */
  static WakeUpTrace of(String name) {
    if (Files.notExists(TRACEFS.resolve("instances"))) {
      KernelHost.mount("tracefs", TRACEFS);
    }
    try {
      Files.createDirectories(INSTANCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    set("trace_clock", "mono");
    set("buffer_size_kb", "4096");
    set("events/sched/sched_waking/filter", "comm == \"" + name + "\"");
    set("events/sched/sched_switch/filter", "next_comm == \"" + name + "\"");
    set("events/sched/sched_waking/enable", "1");
    set("events/sched/sched_switch/enable", "1");
    return new WakeUpTrace();
  }

  private static void set(String file, String value) {
    KernelHost.write(INSTANCE.resolve(file).toString(), value);
  }

  /** How long the thread that was woken most often waited for its CPU, each time. */
  Times waits() {
    var woken = new HashMap<String, Long>();
    var waits = new HashMap<String, Times>();
    var events = EVENT.matcher(KernelHost.read(INSTANCE.resolve("trace").toString()));
    while (events.find()) {
      long micros = 1_000_000 * Long.parseLong(events.group("seconds"))
          + Long.parseLong(events.group("micros"));
      if (events.group("woken") != null) {
        woken.putIfAbsent(events.group("woken"), micros);
      } else {
        var thread = events.group("running");
        var since = woken.remove(thread);
        if (since != null) {
          waits.computeIfAbsent(thread, unknown -> new Times()).addMicros(micros - since);
        }
      }
    }
    return waits.entrySet().stream()
        .max(Map.Entry.comparingByValue((one, other) -> Integer.compare(one.size(), other.size())))
        .orElseThrow(() -> new IllegalStateException("the kernel recorded no wake-up"))
        .getValue();
  }

  @Override
  public void close() {
    try {
      Files.delete(INSTANCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.temper.lab.vm;

import io.temper.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frequency of the host's time stamp counter, which an emulated guest reads as its own. The
 * guest measures it at boot against an emulated timer; on a busy host the result can be wrong by a
 * factor of ten, and so is every time that the guest tells from then on. So it is told.
 */
final class HostTsc {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final Pattern BOGOMIPS = Pattern.compile("bogomips\\s*:\\s*(\\d+\\.\\d+)");

  /** Linux sets its delay loop from the counter: two "instructions" per tick, in millions. */
  private static final double KHZ_PER_BOGOMIPS = 500;

  private HostTsc() {}

  /** Returns the guest's kernel arguments for this host; empty where the counter is not constant. */
  static List<String> kernelArguments() {
    try {
      return kernelArguments(Files.readString(CPUINFO));
    } catch (IOException e) {
      throw new LabException("cannot read " + CPUINFO + ": " + e, e);
    }
  }

  static List<String> kernelArguments(String cpuinfo) {
    Matcher matcher = BOGOMIPS.matcher(cpuinfo);
    if (!cpuinfo.contains(" constant_tsc ") || !matcher.find()) {
      return List.of();
    }
    long khz = Math.round(Double.parseDouble(matcher.group(1)) * KHZ_PER_BOGOMIPS);
    // Nor may the guest's watchdog doubt it: that compares it with the emulated timer, too.
    return List.of("tsc_early_khz=" + khz, "tsc=reliable");
  }
}

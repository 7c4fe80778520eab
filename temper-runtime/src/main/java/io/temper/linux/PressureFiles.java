package io.temper.linux;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads pressure: of a host from {@code /proc/pressure}; of control groups, through {@link
 * CgroupReader#pressure}, from {@code cpu.pressure} and its like. A kernel that does not measure it
 * (built without PSI, started with {@code psi=0}, or told so by {@code cgroup.pressure}) gives none,
 * which is no error.
 */
public final class PressureFiles {
  private static final Pattern NUMBERS =
      Pattern.compile("avg10=(\\d{1,3}\\.\\d{1,6}) avg60=(\\d{1,3}\\.\\d{1,6})"
          + " avg300=(\\d{1,3}\\.\\d{1,6}) total=(\\d{1,18})(?: .*)?");

  private PressureFiles() {}

  /**
   * Reads the pressure of a host.
   *
   * @param procRoot the mount point of proc, or a copy of it
   * @param resource what threads lack
   * @return the pressure; empty if the kernel does not measure it
   * @throws HostReadException if the kernel refuses to tell, or the file holds something else
   */
  public static Optional<Pressure> ofHost(Path procRoot, PressureResource resource) {
    return read(procRoot.resolve("pressure").resolve(resource.fileName()));
  }

  static Optional<Pressure> ofGroup(Path directory, PressureResource resource) {
    return read(directory.resolve(resource.fileName() + ".pressure"));
  }

  private static Optional<Pressure> read(Path file) {
    return KernelFile.readSupported(file).map(text -> parse(file, text));
  }

  /** Lines and, at the end of a line, numbers that a later kernel adds are passed over. */
  static Pressure parse(Path file, String text) {
    try {
      Map<String, Pressure.Stall> stalls = new HashMap<>();
      for (String line : text.split("\n", -1)) {
        String kind = line.substring(0, Math.max(0, line.indexOf(' ')));
        boolean known = kind.equals("some") || kind.equals("full");
        if (known && stalls.put(kind, stall(line.substring(kind.length() + 1))) != null) {
          throw new IllegalArgumentException("twice: " + kind);
        }
      }
      Pressure.@Nullable Stall some = stalls.get("some");
      if (some == null) {
        throw new IllegalArgumentException("no line 'some'");
      }
      return new Pressure(some, Optional.ofNullable(stalls.get("full")));
    } catch (IllegalArgumentException e) {
      throw KernelFile.unexpected(file, text, "the pressure of a resource", e);
    }
  }

  private static Pressure.Stall stall(String numbers) {
    Matcher matcher = NUMBERS.matcher(numbers);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not the numbers of a stall: " + numbers);
    }
    return new Pressure.Stall(
        Double.parseDouble(matcher.group(1)),
        Double.parseDouble(matcher.group(2)),
        Double.parseDouble(matcher.group(3)),
        Long.parseLong(matcher.group(4)));
  }
}

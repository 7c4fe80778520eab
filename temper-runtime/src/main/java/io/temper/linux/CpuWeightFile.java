package io.temper.linux;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads {@code cpu.weight}, and whether a group has it no longer because it is idle. */
final class CpuWeightFile {
  private static final int HIGHEST = 10_000;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

  private CpuWeightFile() {}

  static OptionalInt read(Path directory) {
    Path file = directory.resolve("cpu.weight");
    Optional<String> text = KernelFile.read(file);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    int weight = parse(file, text.get());
    return OptionalInt.of(isIdle(directory) ? 0 : weight);
  }

  static int parse(Path file, String text) {
    int weight = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    if (weight < 0 || weight > HIGHEST) {
      throw KernelFile.unexpected(file, text, "a weight of 0 to " + HIGHEST, null);
    }
    return weight;
  }

  /** The weight of an idle group reads 0 in some kernels and 1, the lowest weight, in later ones. */
  private static boolean isIdle(Path directory) {
    return KernelFile.read(directory.resolve("cpu.idle")).filter("1"::equals).isPresent();
  }
}

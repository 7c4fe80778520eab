package io.temper.runtime.config;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and sizes as people write them: a whole number and a unit. */
final class ConfigText {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9}) ?([A-Za-z]{1,3})");

  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L);

  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private ConfigText() {}

  static Optional<Duration> duration(String text) {
    return amount(text, MILLIS).map(Duration::ofMillis);
  }

  /** Returns for example {@code 10m}: the largest unit that divides. */
  static String of(Duration duration) {
    return text(duration.toMillis(), MILLIS, "ms");
  }

  static Optional<Long> bytes(String text) {
    return amount(text, BYTES);
  }

  /** Returns for example {@code 10MiB}: the largest unit that divides. */
  static String ofBytes(long bytes) {
    return text(bytes, BYTES, "B");
  }

  private static Optional<Long> amount(String text, Map<String, Long> units) {
    Matcher amount = AMOUNT.matcher(text);
    return amount.matches() && units.containsKey(amount.group(2))
        ? Optional.of(Long.parseLong(amount.group(1)) * units.getOrDefault(amount.group(2), 1L))
        : Optional.empty();
  }

  private static String text(long amount, Map<String, Long> units, String smallest) {
    Map<Long, String> byLength = new TreeMap<>(Comparator.reverseOrder());
    units.forEach((unit, length) -> byLength.put(length, unit));
    for (Map.Entry<Long, String> unit : byLength.entrySet()) {
      if (amount > 0 && amount % unit.getKey() == 0) {
        return amount / unit.getKey() + unit.getValue();
      }
    }
    return amount + smallest;
  }
}

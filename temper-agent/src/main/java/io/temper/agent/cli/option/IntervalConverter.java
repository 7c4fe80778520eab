package io.temper.agent.cli.option;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration such as {@code 500ms}, {@code 2s} or {@code 1m}, from 100 ms to an hour. */
public final class IntervalConverter implements ITypeConverter<Duration> {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Pattern FORMAT = Pattern.compile("(\\d{1,7})(ms|s|m)");

  public IntervalConverter() {}

  @Override
  public Duration convert(String text) {
    var match = FORMAT.matcher(text);
    if (match.matches()) {
      var interval = of(Long.parseLong(match.group(1)), match.group(2));
      if (interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0) {
        return interval;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is not a time from 100ms to 60m, such as 500ms, 2s or 1m");
  }

  private static Duration of(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }
}

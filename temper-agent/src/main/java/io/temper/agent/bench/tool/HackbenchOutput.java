package io.temper.agent.bench.tool;

import io.temper.TemperException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what hackbench prints. One group: every sender writes to every receiver. */
final class HackbenchOutput {
  static final int SENDERS = 10;
  static final int LOOPS = 1000;

  private static final Pattern TIME = Pattern.compile("(?m)^Time: ([0-9.]+)$");

  private HackbenchOutput() {}

  static Work parse(String output) {
    Matcher matcher = TIME.matcher(output);
    if (!matcher.find()) {
      throw new TemperException("hackbench printed no line 'Time: SECONDS' but: " + output.strip());
    }
    return new Work((double) SENDERS * SENDERS * LOOPS, Double.parseDouble(matcher.group(1)));
  }
}

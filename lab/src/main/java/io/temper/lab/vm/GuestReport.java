package io.temper.lab.vm;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the guest said on its control port: {@code timers} when it is up but for a proof that each CPU's
 * timer fires, {@code ready} when the command starts, {@code exit CODE} when it has ended and the
 * results are written, {@code fail WHAT} when the guest itself could not do its part.
 *
 * @param provingTimers whether the guest waits for the timer of some CPU
 * @param ready whether the guest came up
 * @param exitCode the command's exit code; empty if the guest did not get that far
 * @param failure what the guest could not do; empty if all went well
 */
record GuestReport(
    boolean provingTimers, boolean ready, OptionalInt exitCode, Optional<String> failure) {
  private static final Pattern EXIT = Pattern.compile("exit (\\d{1,3})");
  private static final String FAIL = "fail ";

  /**
   * Reads the control port.
   *
   * @param lines complete lines; unknown ones are passed over
   * @return the report
   */
  static GuestReport parse(List<String> lines) {
    var exitCode = OptionalInt.empty();
    Optional<String> failure = Optional.empty();
    for (String line : lines) {
      Matcher matcher = EXIT.matcher(line);
      if (matcher.matches()) {
        exitCode = OptionalInt.of(Integer.parseInt(matcher.group(1)));
      } else if (line.startsWith(FAIL)) {
        failure = Optional.of(line.substring(FAIL.length()));
      }
    }
    boolean ready = lines.contains("ready");
    return new GuestReport(!ready && lines.contains("timers"), ready, exitCode, failure);
  }

  /**
   * Returns whether there is nothing more to wait for.
   *
   * @return true if the command has ended or the guest has given up
   */
  boolean over() {
    return exitCode.isPresent() || failure.isPresent();
  }
}

package io.temper.agent.demo.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * The client of the service: answers each {@code run MILLIS} on standard input with one line of
 * latencies, and ends when its input ends.
 *
 * <p>{@code redis-benchmark} is not used because it stops after a number of requests instead of
 * after a time (a full node answers ten times slower, so arms would be measured over quite
 * different times) and prints percentiles only in halving steps (99.804, 99.902), while p99.9 and
 * latencies pooled over rounds need every single value. What it sends is the same: GET of a
 * three-byte value, one thread, the next request only after the answer.
 */
public final class LoadClient {
  private static final String READY = "ready";

  private LoadClient() {}

  /**
   * Serves commands until standard input ends.
   *
   * @param args port of the service on the loopback address, number of connections
   * @throws IOException if the service cannot be reached or breaks off
   */
  public static void main(String[] args) throws IOException {
    var service =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    try (var loop = ClosedLoop.connect(service, Integer.parseInt(args[1]));
        var commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      serve(loop, commands, new PrintStream(System.out, false, StandardCharsets.US_ASCII));
    }
  }

  /** Answers each line of {@code commands} on {@code answers}. */
  static void serve(ClosedLoop loop, BufferedReader commands, PrintStream answers)
      throws IOException {
    answers.println(READY);
    answers.flush();
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.strip().split(" ", -1);
      if (words.length != 2 || !words[0].equals("run")) {
        throw new IOException("expected 'run MILLIS' but read: " + line);
      }
      ClosedLoop.Outcome outcome = loop.run(Duration.ofMillis(Long.parseLong(words[1])));
      answers.println(format(outcome));
      answers.flush();
    }
  }

  private static String format(ClosedLoop.Outcome outcome) {
    var line = new StringBuilder(outcome.nanos().remaining() * 8 + 32);
    line.append(String.format(Locale.ROOT, "samples %d", outcome.elapsed().toNanos()));
    while (outcome.nanos().hasRemaining()) {
      line.append(' ').append(outcome.nanos().get());
    }
    return line.toString();
  }
}

package io.temper.agent.demo.node;

import io.temper.agent.demo.measure.Latencies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Talks to the client process of the service. For one thread; does not own the process. */
public final class ServiceClient {
  private final PodProcess process;
  private final BufferedReader answers;
  private final Writer commands;

  /**
   * Talks to a process.
   *
   * @param process runs {@code LoadClient}
   */
  public ServiceClient(PodProcess process) {
    this.process = process;
    answers = process.process().inputReader(StandardCharsets.US_ASCII);
    commands = process.process().outputWriter(StandardCharsets.US_ASCII);
  }

  /**
   * What a run brought.
   *
   * @param elapsed from the first request to the last answer
   * @param latencies of every request
   */
  public record Outcome(Duration elapsed, Latencies latencies) {}

  /** Waits until the client is connected. */
  public void awaitReady() {
    String line = readLine();
    if (!line.equals("ready")) {
      throw process.failed("did not say that it is ready but: " + line, null);
    }
  }

  /** Sends requests for the time given and returns what came of them. */
  public Outcome run(Duration time) {
    try {
      commands.write("run " + time.toMillis() + "\n");
      commands.flush();
    } catch (IOException e) {
      throw process.failed("takes no commands", e);
    }
    return parse(readLine());
  }

  /** Reads {@code samples ELAPSED NANOS…}. */
  Outcome parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length < 2 || !words[0].equals("samples")) {
      throw process.failed("gave an unknown answer: " + line, null);
    }
    long[] nanos =
        Arrays.stream(words, 2, words.length).mapToLong(Long::parseLong).toArray();
    return new Outcome(Duration.ofNanos(Long.parseLong(words[1])), Latencies.of(nanos));
  }

  private String readLine() {
    @Nullable String line;
    try {
      line = answers.readLine();
    } catch (IOException e) {
      throw process.failed("gives no answers", e);
    }
    if (line == null) {
      throw process.failed("ended before it answered", null);
    }
    return line;
  }
}

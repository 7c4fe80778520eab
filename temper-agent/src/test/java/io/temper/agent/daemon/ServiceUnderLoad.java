package io.temper.agent.daemon;

import io.temper.agent.demo.node.Await;
import io.temper.agent.demo.node.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service and its clients in one control group, more spinners than CPUs in another. */
final class ServiceUnderLoad implements AutoCloseable {
  private static final int PORT = 6399;
  private static final int REQUESTS = 3000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Where redis-benchmark has the p99, in its line of CSV: test, rps, avg, min, p50, p95, p99, max. */
  private static final int P99 = 6;

  private final Path service;
  private final List<Process> processes = new ArrayList<>();

  ServiceUnderLoad(Path service, Path batch) throws IOException {
    this.service = service;
    processes.add(start(service, Programs.redis(PORT)));
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      processes.add(start(batch, List.of("sh", "-c", "while :; do :; done")));
    }
    Await.until(PATIENCE, ServiceUnderLoad::answers, () -> "the service does not listen");
  }

  private static boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(Path group, List<String> command) throws IOException {
    var line = new ArrayList<>(
        List.of("sh", "-c", "echo $$ > '" + group + "/cgroup.procs'; exec \"$@\"", "sh"));
    line.addAll(command);
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Asks it some thousand times; returns what 99 % of the answers did not exceed. */
  Duration p99() throws IOException, InterruptedException {
    var command = "echo $$ > '" + service + "/cgroup.procs'; exec redis-benchmark -p " + PORT
        + " -c 2 -t get -n " + REQUESTS + " --csv";
    var process = new ProcessBuilder("sh", "-c", command).start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("redis-benchmark failed: " + text);
    }
    var last = text.strip().lines().reduce("", (first, second) -> second);
    double millis = Double.parseDouble(last.split(",", -1)[P99].replace("\"", ""));
    return Duration.ofNanos(Math.round(millis * 1e6));
  }

  @Override
  public void close() {
    for (var process : processes) {
      process.destroyForcibly().onExit().join();
    }
  }
}

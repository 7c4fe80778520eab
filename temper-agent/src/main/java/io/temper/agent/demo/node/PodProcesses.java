package io.temper.agent.demo.node;

import io.temper.TemperException;
import io.temper.agent.demo.load.WorkCounter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Starts the programs of all pods and closes them in reverse order. For one thread. */
public final class PodProcesses implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CgroupFiles files;
  private final Path folder;
  private final Deque<PodProcess> running = new ArrayDeque<>();
  private final List<Path> counters = new ArrayList<>();

  /**
   * Starts nothing yet.
   *
   * @param files the cgroup file system
   * @param folder for logs and counters
   */
  public PodProcesses(CgroupFiles files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** Starts {@code command} in the container of {@code pod}. */
  public PodProcess start(DemoPod pod, List<String> command) {
    var process = PodProcess.start(pod.name(), files, pod.container(), command, folder);
    running.push(process);
    return process;
  }

  /** Starts a batch job in {@code pod}; its work shows in {@link #openCounters()}. */
  public void startBatch(DemoPod pod, int threads) {
    Path counter = folder.resolve(pod.name() + ".work");
    start(pod, Programs.batch(counter, threads));
    counters.add(counter);
  }

  /** Waits until every batch job has done some work, and returns their counters. */
  public List<WorkCounter> openCounters() {
    var open = new ArrayList<WorkCounter>();
    for (Path file : counters) {
      Await.until(
          PATIENCE,
          () -> {
            check();
            return file.toFile().length() > 0;
          },
          () -> file.getFileName() + " was not written within " + PATIENCE);
      try {
        WorkCounter counter = WorkCounter.open(file);
        Await.until(
            PATIENCE, () -> counter.total() > 0, () -> "the batch did no work within " + PATIENCE);
        open.add(counter);
      } catch (IOException e) {
        throw new TemperException("cannot read " + file, e);
      }
    }
    return open;
  }

  /** Starts the service in {@code pod} and waits until it listens; returns its port. */
  public int startService(DemoPod pod) {
    int port = freePort();
    PodProcess service = start(pod, Programs.redis(port));
    Await.until(
        PATIENCE,
        () -> {
          service.check();
          return listens(port);
        },
        () -> pod.name() + " did not listen within " + PATIENCE);
    return port;
  }

  /**
   * Returns the process id of what runs in the pod called {@code name}.
   *
   * @throws IllegalArgumentException if nothing was started there
   */
  public long pid(String name) {
    return running.stream()
        .filter(p -> p.name().equals(name))
        .mapToLong(PodProcess::pid)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing was started in " + name));
  }

  /** Checks that every program still runs; see {@link PodProcess#check()}. */
  public void check() {
    running.forEach(PodProcess::check);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new TemperException("no free port on the loopback address: " + e.getMessage(), e);
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}

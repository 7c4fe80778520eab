package io.temper.agent.bench;

import io.temper.agent.bench.tool.Tool;
import io.temper.agent.bench.tool.Work;
import io.temper.agent.demo.load.WorkCounter;
import io.temper.agent.demo.node.CgroupFiles;
import io.temper.agent.demo.node.DemoPod;
import io.temper.agent.demo.node.KubeletTree;
import io.temper.agent.demo.node.PodProcess;
import io.temper.agent.demo.node.PodProcesses;
import io.temper.agent.demo.node.RealtimeClass;
import io.temper.agent.demo.node.ServiceClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The machine with all pods running.
 *
 * @param files the cgroup file system
 * @param folder for logs and what tools write
 * @param tree the pods' cgroups
 * @param processes what runs in them
 * @param pods which they are
 * @param client sends the requests
 * @param realtime process ids of service and client
 * @param counters the work of the batch
 */
record BenchStage(
    CgroupFiles files,
    Path folder,
    KubeletTree tree,
    PodProcesses processes,
    BenchPods pods,
    ServiceClient client,
    List<Long> realtime,
    List<WorkCounter> counters) {

  /**
   * What came of some time of requests.
   *
   * @param outcome of the client
   * @param batchRate work of the batch in MB hashed per second
   */
  record Reading(ServiceClient.Outcome outcome, double batchRate) {
    double millis(double percent) {
      return outcome.latencies().percentile(percent) / 1e6;
    }

    double throughput() {
      return outcome.latencies().count() / seconds();
    }

    Work work() {
      return new Work(outcome.latencies().count(), seconds());
    }

    private double seconds() {
      return outcome.elapsed().toNanos() / 1e9;
    }
  }

  /** Lets the first {@code steps} batch pods run and freezes the others. */
  void load(int steps) {
    List<DemoPod> batch = pods.batch();
    for (int i = batch.size() - 1; i >= 0; i--) {
      tree.freeze(batch.get(i), i >= steps);
    }
  }

  /** Runs a tool in its pod. */
  Work run(Tool tool, Duration window) {
    List<String> command = tool.command(folder, Math.toIntExact(window.toSeconds()));
    DemoPod pod = pods.named(BenchPods.TOOLS);
    try (var process = PodProcess.start(tool.id(), files, pod.container(), command, folder)) {
      return tool.read(process.output(), folder);
    }
  }

  /** Sends requests for the time given. */
  Reading requests(Duration time) {
    processes.check();
    long workBefore = done();
    long start = System.nanoTime();
    ServiceClient.Outcome outcome = client.run(time);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Reading(outcome, (done() - workBefore) / 1e6 / seconds);
  }

  private long done() {
    return counters.stream().mapToLong(WorkCounter::total).sum();
  }

  /** Puts service and client into the real-time class, or back. */
  void realtime(boolean on) {
    realtime.forEach(on ? RealtimeClass::enter : RealtimeClass::leave);
  }
}

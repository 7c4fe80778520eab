package io.temper.agent.bench;

import io.temper.agent.demo.node.CgroupDriver;
import io.temper.agent.demo.node.DemoPod;
import io.temper.agent.demo.node.PodSet;
import io.temper.workload.CpuQuantity;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The pods of the benchmarks: the service and its client, a pod for the programs that stress the
 * scheduler, and four pods of batch that together make every step of the ladder.
 */
final class BenchPods {
  static final String SERVICE = "redis";
  static final String CLIENT = "redis-client";
  static final String TOOLS = "tools";
  /** Spinners per CPU with the first 0, 1, 2, 3 and 4 batch pods running. */
  static final List<Integer> LADDER = List.of(0, 1, 2, 4, 8);

  private static final int CRITICAL = 1_000_000;
  private static final int NORMAL = 0;
  private static final int BACKGROUND = -1000;

  private final PodSet places;
  private final WorkloadSet tiers;

  BenchPods() {
    var pods = new ArrayList<Workload>();
    pods.add(pod(SERVICE, CRITICAL, 1000));
    pods.add(pod(CLIENT, CRITICAL, 500));
    pods.add(pod(TOOLS, NORMAL, 500));
    for (int step = 1; step < LADDER.size(); step++) {
      pods.add(pod(batch(step), BACKGROUND, 0));
    }
    WorkloadSet listed = WorkloadSet.of(pods);
    places = PodSet.of(listed, CgroupDriver.CGROUPFS);
    tiers = WorkloadSet.of(listed.stream()
        .map(w -> w.toBuilder().cgroup(places.named(w.id().name()).cgroup()).build())
        .toList());
  }

  private static Workload pod(String name, int priority, long requestMillis) {
    var id = new WorkloadId("bench", name, "bench-" + name);
    var builder = Workload.builder(id).priority(priority);
    return requestMillis == 0
        ? builder.serviceClass(ServiceClass.BEST_EFFORT).build()
        : builder
            .serviceClass(ServiceClass.BURSTABLE)
            .request(CpuQuantity.ofMillis(requestMillis))
            .build();
  }

  private static String batch(int step) {
    return "batch-" + step;
  }

  /** Returns the pods with the priorities that they are meant to have. */
  WorkloadSet tiers() {
    return tiers;
  }

  /** Returns the same pods, all of the Normal tier: one layer, as where nobody set priorities. */
  WorkloadSet uniform() {
    return WorkloadSet.of(
        tiers.stream().map(w -> w.toBuilder().priority(NORMAL).build()).toList());
  }

  List<DemoPod> all() {
    return places.all();
  }

  DemoPod named(String name) {
    return places.named(name);
  }

  /** Returns the batch pods in the order in which the ladder starts them. */
  List<DemoPod> batch() {
    var pods = new ArrayList<DemoPod>();
    for (int step = 1; step < LADDER.size(); step++) {
      pods.add(named(batch(step)));
    }
    return List.copyOf(pods);
  }

  /** Returns the threads that the batch pod of {@code step} (from 1) adds per CPU. */
  static int spinnersAdded(int step) {
    return LADDER.get(step) - LADDER.get(step - 1);
  }
}

package io.temper.agent.demo;

import io.temper.agent.demo.load.WorkCounter;
import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.node.DemoPod;
import io.temper.agent.demo.node.KubeletTree;
import io.temper.agent.demo.node.PodProcesses;
import io.temper.agent.demo.node.RealtimeClass;
import io.temper.agent.demo.node.ServiceClient;
import java.time.Duration;
import java.util.List;

/**
 * The machine itself.
 *
 * @param tree the pods' cgroups
 * @param processes what runs in them
 * @param client sends the requests
 * @param realtime process ids of service and client
 * @param batch the pods that are frozen on an idle node
 * @param counters their work
 * @param temper attaches the scheduler
 */
record NodeStage(
    KubeletTree tree,
    PodProcesses processes,
    ServiceClient client,
    List<Long> realtime,
    List<DemoPod> batch,
    List<WorkCounter> counters,
    TemperArm temper)
    implements Stage {

  @Override
  public Setting enter(Arm arm, int round) {
    var undo = new Undo();
    try {
      freeze(true);
      switch (arm.discipline()) {
        case STOCK -> {}
        case FIFO -> {
          undo.push(() -> realtime.forEach(RealtimeClass::leave));
          realtime.forEach(RealtimeClass::enter);
        }
        case TEMPER -> {
          TemperArm.Attachment attachment = temper.attach(arm.full(), round);
          undo.push(attachment::close);
        }
      }
      if (arm.full()) {
        // Last in and first out: attaching and detaching need not compete with the batch.
        undo.push(() -> freeze(true));
        freeze(false);
      }
      return undo;
    } catch (RuntimeException e) {
      undo.closeAfter(e);
      throw e;
    }
  }

  private void freeze(boolean frozen) {
    batch.forEach(pod -> tree.freeze(pod, frozen));
  }

  @Override
  public Reading measure(Duration time) {
    processes.check();
    long workBefore = work();
    long start = System.nanoTime();
    ServiceClient.Outcome outcome = client.run(time);
    double seconds = (System.nanoTime() - start) / 1e9;
    double megabytes = (work() - workBefore) / 1e6;
    temper.check();
    return new Reading(outcome.elapsed(), outcome.latencies(), megabytes / seconds);
  }

  private long work() {
    return counters.stream().mapToLong(WorkCounter::total).sum();
  }
}

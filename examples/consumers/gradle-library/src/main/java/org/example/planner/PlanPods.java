package org.example.planner;

import io.temper.k8s.PodListReader;
import io.temper.node.NodeTopology;
import io.temper.plan.TierPlanner;
import java.nio.file.Path;

/** Prints the layer of each pod of a file, were the node one of four cores with two threads each. */
public final class PlanPods {
  private PlanPods() {}

  public static void main(String[] arguments) {
    var pods = PodListReader.read(Path.of(arguments[0]));
    var plan = TierPlanner.standard().plan(pods.workloadsOn("node-1"), NodeTopology.parse("4c8t"));
    plan.members().forEach(pod -> System.out.println(pod.id() + " " + pod.layer()));
  }
}

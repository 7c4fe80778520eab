package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Cluster;
import io.temper.lab.host.Progress;

/**
 * What steps work with.
 *
 * @param cluster one whose node is ready
 * @param runbook the commands of the page, for this cluster
 * @param image the agent's image on the node
 * @param form how much of everything
 * @param progress where it is told what happens
 */
record Scene(Cluster cluster, Runbook runbook, AgentImage image, StepForm form, Progress progress) {
  KernelView kernel() {
    return new KernelView(cluster.node().shell());
  }

  AgentView agent() {
    return new AgentView(cluster.kubectl());
  }
}

package io.temper.lab.cluster.step;

import io.temper.lab.cluster.Cluster;
import io.temper.lab.host.Progress;
import java.nio.file.Path;

/**
 * What steps work with.
 *
 * @param cluster one whose node is ready
 * @param chart the folder of the Helm chart
 * @param image the agent's image on the node
 * @param form how much of everything
 * @param progress where it is told what happens
 */
record Scene(Cluster cluster, Path chart, AgentImage image, StepForm form, Progress progress) {
  KernelView kernel() {
    return new KernelView(cluster.node().shell());
  }

  AgentView agent() {
    return new AgentView(cluster.kubectl());
  }
}

package io.temper.lab.cluster;

import io.temper.lab.LabException;
import io.temper.lab.host.Progress;
import io.temper.lab.vm.LabVm;
import io.temper.lab.vm.VmSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster of one node, for as long as this is open: its control plane on this host, its node in a machine. */
public final class Cluster implements AutoCloseable {
  private static final Duration NODE_READY = Duration.ofMinutes(4);

  private final ControlPlane plane;
  private final ClusterNode node;
  private final Kubectl kubectl;
  private final Helm helm;
  private final ClusterPrograms programs;

  private Cluster(
      ControlPlane plane, ClusterNode node, Kubectl kubectl, Helm helm, ClusterPrograms programs) {
    this.plane = plane;
    this.node = node;
    this.kubectl = kubectl;
    this.helm = helm;
    this.programs = programs;
  }

  /**
   * What a cluster is made from.
   *
   * @param programs those of the control plane and of clients
   * @param vm the machine of the node
   * @param modules of its kernel
   * @param busybox a program that needs no library
   * @param images archives of images that the node gets, besides the lab's own
   */
  public record Parts(
      ClusterPrograms programs, LabVm vm, Path modules, Path busybox, List<Path> images) {
    /** Copies. */
    public Parts {
      images = List.copyOf(images);
    }
  }

  /**
   * Starts one and waits until its node is ready.
   *
   * @param parts what it is made from
   * @param shape CPUs, memory and the time after which the node is switched off
   * @param folder for its files and logs; nobody else may enter it
   * @param progress where it is told what happens
   * @return to be closed by the caller
   * @throws LabException if it does not come up; the message says what did not, and quotes it
   */
  public static Cluster start(Parts parts, VmSpec.Builder shape, Path folder, Progress progress) {
    try {
      Credentials credentials = Credentials.make(folder, ClusterNode.NAME);
      progress.say("starting the control plane");
      ControlPlane plane = ControlPlane.start(parts.programs(), folder, credentials);
      try {
        return join(parts, shape, folder, plane, credentials, progress);
      } catch (IOException | RuntimeException e) {
        plane.close();
        throw e;
      }
    } catch (IOException e) {
      throw new LabException("cannot write the files of the cluster to " + folder + ": " + e, e);
    }
  }

  private static Cluster join(
      Parts parts,
      VmSpec.Builder shape,
      Path folder,
      ControlPlane plane,
      Credentials credentials,
      Progress progress)
      throws IOException {
    credentials.kubeconfig(
        "kubelet.kubeconfig", credentials.node(), "https://10.0.2.2:" + plane.port());
    Path labImage = folder.resolve("lab-image.tar");
    ImageArchive.writeLabImage(parts.busybox(), labImage);
    List<Path> images = new ArrayList<>(List.of(labImage));
    images.addAll(parts.images());
    progress.say("booting the node on " + parts.vm().kernel().release());
    ClusterNode node = ClusterNode.start(
        new ClusterNode.Parts(
            parts.vm(), parts.modules(), parts.programs().program("kubelet"), images),
        shape,
        folder,
        LoopbackPorts.free(),
        plane.port());
    Path admin = plane.adminConfig();
    var cluster = new Cluster(
        plane,
        node,
        new Kubectl(parts.programs().program("kubectl"), admin),
        new Helm(parts.programs().helm(), admin, folder.resolve("helm")),
        parts.programs());
    try {
      cluster.awaitNode();
      return cluster;
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private void awaitNode() {
    if (!Waiting.until(NODE_READY, this::nodeReady)) {
      throw new LabException("the node is not ready: "
          + kubectl.run("describe", "node", ClusterNode.NAME).output()
          + "\n"
          + node.shell().run("tail -n 30 /run/temper-lab/kubelet.log").output());
    }
  }

  private boolean nodeReady() {
    Invocation answer = kubectl.run(
        "get",
        "node",
        ClusterNode.NAME,
        "-o",
        "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}");
    return answer.succeeded() && answer.output().strip().equals("True");
  }

  /**
   * Returns the control plane.
   *
   * @return the one that runs
   */
  public ControlPlane plane() {
    return plane;
  }

  /**
   * Returns the node.
   *
   * @return the one that runs
   */
  public ClusterNode node() {
    return node;
  }

  /**
   * Returns a client of somebody who may do everything.
   *
   * @return the client
   */
  public Kubectl kubectl() {
    return kubectl;
  }

  /**
   * Returns the package manager, called by somebody who may do everything.
   *
   * @return the package manager
   */
  public Helm helm() {
    return helm;
  }

  /**
   * Opens a terminal of somebody who may do everything.
   *
   * @param folder in which commands are typed
   * @param variables of its environment, besides those of this process
   * @return the terminal
   */
  public Terminal terminal(Path folder, Map<String, String> variables) {
    return Terminal.open(folder, programs, helm, variables);
  }

  /** Switches the node off and stops the control plane. */
  @Override
  public void close() {
    node.close();
    plane.close();
  }
}

package io.temper.agent.demo.node;

import io.temper.TemperException;
import io.temper.workload.CgroupPath;
import io.temper.workload.ServiceClass;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cgroup tree with the names and weights that a kubelet would give it, for the time of the demo.
 * Closing it kills whatever is still inside and removes it. For one thread.
 */
public final class KubeletTree implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KubeletTree.class);
  private static final CgroupPath TOP = new CgroupPath("/");
  private static final String CONTROLLERS = "cgroup.subtree_control";
  private static final String WEIGHT = "cpu.weight";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CgroupFiles files;
  private final CgroupDriver driver;
  /** Last made first, so that children go before their parents. */
  private final Deque<CgroupPath> made = new ArrayDeque<>();

  /** Whether the host's own groups were not divided by weight before. */
  private boolean addedController;

  private KubeletTree(CgroupFiles files, CgroupDriver driver) {
    this.files = files;
    this.driver = driver;
  }

  /**
   * Makes the tree; if that fails half-way, what was made is removed again.
   *
   * @param files where
   * @param driver how cgroups are named
   * @param pods what a kubelet would run
   * @param cpus logical CPUs of the node
   * @throws TemperException if the host has such a tree already, or refuses
   */
  public static KubeletTree create(
      CgroupFiles files, CgroupDriver driver, List<DemoPod> pods, int cpus) {
    if (files.exists(driver.root())) {
      throw new TemperException(
          driver.root() + " exists already: this host seems to run a kubelet, and the demo would"
              + " mix with its pods. Use another host, or leave out --here to run in a virtual"
              + " machine.");
    }
    var tree = new KubeletTree(files, driver);
    try {
      tree.make(pods, cpus);
      return tree;
    } catch (RuntimeException e) {
      closeAfter(e, tree);
      throw e;
    }
  }

  private void make(List<DemoPod> pods, int cpus) {
    addedController = !hasController();
    files.write(TOP, CONTROLLERS, "+cpu");
    makeParent(driver.root(), KubeletWeight.ofPod(cpus * 1000L));
    for (ServiceClass serviceClass : List.of(ServiceClass.BURSTABLE, ServiceClass.BEST_EFFORT)) {
      makeParent(driver.ofClass(serviceClass), KubeletWeight.ofPod(requested(pods, serviceClass)));
    }
    for (DemoPod pod : pods) {
      makeParent(pod.cgroup(), weight(pod));
      make(pod.container(), KubeletWeight.ofContainer(pod.requestMillis()));
    }
  }

  private boolean hasController() {
    String given = files.read(TOP, CONTROLLERS).orElse("");
    return List.of(given.strip().split("\\s+", -1)).contains("cpu");
  }

  /** Returns the {@code cpu.weight} of a pod's cgroup. */
  public static int weight(DemoPod pod) {
    return KubeletWeight.ofPod(pod.requestMillis());
  }

  /** A kubelet gives the burstable class the sum of its pods and the best-effort class nothing. */
  private static long requested(List<DemoPod> pods, ServiceClass serviceClass) {
    return pods.stream()
        .filter(p -> p.serviceClass() == serviceClass)
        .mapToLong(DemoPod::requestMillis)
        .sum();
  }

  private void makeParent(CgroupPath cgroup, int weight) {
    make(cgroup, weight);
    files.write(cgroup, CONTROLLERS, "+cpu");
  }

  private void make(CgroupPath cgroup, int weight) {
    files.create(cgroup);
    made.push(cgroup);
    files.write(cgroup, WEIGHT, Integer.toString(weight));
  }

  /** Stops ({@code true}) or continues every process of {@code pod}; returns once it is so. */
  public void freeze(DemoPod pod, boolean frozen) {
    files.write(pod.cgroup(), "cgroup.freeze", frozen ? "1" : "0");
    await(pod.cgroup(), frozen ? "frozen 1" : "frozen 0");
  }

  private void await(CgroupPath cgroup, String event) {
    Await.until(
        PATIENCE,
        () -> files.read(cgroup, "cgroup.events").orElse("").lines().anyMatch(event::equals),
        () -> cgroup + " did not reach '" + event + "' within " + PATIENCE);
  }

  @Override
  public void close() {
    if (!made.isEmpty()) {
      // A frozen process dies as well; cgroup.kill needs no race with processes being born.
      files.write(driver.root(), "cgroup.kill", "1");
      await(driver.root(), "populated 0");
    }
    while (!made.isEmpty()) {
      files.remove(made.pop());
    }
    if (addedController) {
      addedController = false;
      takeControllerBack();
    }
  }

  private void takeControllerBack() {
    try {
      files.write(TOP, CONTROLLERS, "-cpu");
    } catch (TemperException e) {
      // Somebody else divides groups of the host by weight meanwhile, and goes on to.
      LOG.info("the cpu controller of the root stays: {}", e.getMessage());
    }
  }

  private static void closeAfter(RuntimeException cause, KubeletTree tree) {
    try {
      tree.close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}

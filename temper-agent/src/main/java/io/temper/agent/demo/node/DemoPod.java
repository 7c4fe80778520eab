package io.temper.agent.demo.node;

import io.temper.workload.CgroupPath;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;

/**
 * A pod of the demo as a kubelet sees it: one container.
 *
 * @param name the pod's name
 * @param serviceClass its QoS class
 * @param requestMillis its CPU request in thousandths
 * @param cgroup the pod's cgroup
 * @param container the container's cgroup
 */
public record DemoPod(
    String name,
    ServiceClass serviceClass,
    long requestMillis,
    CgroupPath cgroup,
    CgroupPath container) {

  /**
   * Returns the pod for a workload that names its QoS class.
   *
   * @param workload read from the pod list
   * @param driver how cgroups are named
   * @param containerId the runtime's id of its container
   */
  public static DemoPod of(Workload workload, CgroupDriver driver, String containerId) {
    ServiceClass serviceClass = workload.serviceClass().orElseThrow();
    CgroupPath cgroup = driver.ofPod(serviceClass, workload.id().uid());
    return new DemoPod(
        workload.id().name(),
        serviceClass,
        workload.request().millis(),
        cgroup,
        driver.ofContainer(cgroup, containerId));
  }
}

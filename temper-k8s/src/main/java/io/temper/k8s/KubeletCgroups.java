package io.temper.k8s;

import io.temper.workload.CgroupPath;
import io.temper.workload.ServiceClass;
import java.util.List;

/**
 * Where the kubelet puts the cgroup of a pod. It depends on the kubelet's cgroup driver, and on a
 * cgroup root where one is set, as kind does:
 *
 * <pre>
 *   systemd   /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod&lt;uid_&gt;.slice
 *   cgroupfs  /kubepods/burstable/pod&lt;uid&gt;
 *   kind      /kubelet.slice/kubelet-kubepods.slice/...    /kubelet/kubepods/...
 * </pre>
 *
 * <p>{@code <uid_>} is the uid with underscores for dashes, since a dash separates the levels of a
 * slice's name. A guaranteed pod has no level of its class.
 */
final class KubeletCgroups {
  private KubeletCgroups() {}

  /**
   * Returns the paths to try, the most common first.
   *
   * @param uid the uid that the kubelet knows the pod by: letters, digits and dashes
   * @param qos the class of the pod
   */
  static List<CgroupPath> candidates(String uid, ServiceClass qos) {
    return List.of(
        new CgroupPath(systemd("", "kubepods", uid, qos)),
        new CgroupPath(cgroupfs("", uid, qos)),
        new CgroupPath(systemd("/kubelet.slice", "kubelet-kubepods", uid, qos)),
        new CgroupPath(cgroupfs("/kubelet", uid, qos)));
  }

  private static String systemd(String parent, String root, String uid, ServiceClass qos) {
    String base = parent + "/" + root + ".slice/";
    String podSuffix = "-pod" + uid.replace('-', '_') + ".slice";
    if (qos == ServiceClass.GUARANTEED) {
      return base + root + podSuffix;
    }
    String level = root + "-" + levelOf(qos);
    return base + level + ".slice/" + level + podSuffix;
  }

  private static String cgroupfs(String parent, String uid, ServiceClass qos) {
    String level = qos == ServiceClass.GUARANTEED ? "" : levelOf(qos) + "/";
    return parent + "/kubepods/" + level + "pod" + uid;
  }

  private static String levelOf(ServiceClass qos) {
    return qos == ServiceClass.BEST_EFFORT ? "besteffort" : "burstable";
  }
}

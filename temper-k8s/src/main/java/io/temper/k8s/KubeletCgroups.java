package io.temper.k8s;

import io.temper.workload.CgroupPath;
import io.temper.workload.ServiceClass;
import java.util.List;
import java.util.stream.Stream;

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
 * slice's name. A guaranteed pod has no level of its class. Another root, which {@code --cgroup-root}
 * names, has the same below it.
 */
final class KubeletCgroups {
  private static final String SLICE = ".slice";

  private static final List<CgroupPath> USUAL_ROOTS = Stream.of(
          "/kubepods.slice",
          "/kubepods",
          "/kubelet.slice/kubelet-kubepods.slice",
          "/kubelet/kubepods")
      .map(CgroupPath::new)
      .toList();

  private KubeletCgroups() {}

  /**
   * Returns the paths to try, the most common first.
   *
   * @param uid the uid that the kubelet knows the pod by: letters, digits and dashes
   * @param qos the class of the pod
   */
  static List<CgroupPath> candidates(String uid, ServiceClass qos) {
    return USUAL_ROOTS.stream().map(root -> under(root, uid, qos)).toList();
  }

  /** Returns the path below a group {@code kubepods} or {@code [...-]kubepods.slice}. */
  static CgroupPath under(CgroupPath root, String uid, ServiceClass qos) {
    String path = root.value();
    return new CgroupPath(
        path.endsWith(SLICE) ? systemd(path, uid, qos) : cgroupfs(path, uid, qos));
  }

  private static String systemd(String root, String uid, ServiceClass qos) {
    String name = root.substring(root.lastIndexOf('/') + 1, root.length() - SLICE.length());
    String podSuffix = "-pod" + uid.replace('-', '_') + SLICE;
    if (qos == ServiceClass.GUARANTEED) {
      return root + "/" + name + podSuffix;
    }
    String level = name + "-" + levelOf(qos);
    return root + "/" + level + SLICE + "/" + level + podSuffix;
  }

  private static String cgroupfs(String root, String uid, ServiceClass qos) {
    String level = qos == ServiceClass.GUARANTEED ? "" : levelOf(qos) + "/";
    return root + "/" + level + "pod" + uid;
  }

  private static String levelOf(ServiceClass qos) {
    return qos == ServiceClass.BEST_EFFORT ? "besteffort" : "burstable";
  }
}

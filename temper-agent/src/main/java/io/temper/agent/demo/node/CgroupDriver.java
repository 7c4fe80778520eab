package io.temper.agent.demo.node;

import io.temper.workload.CgroupPath;
import io.temper.workload.ServiceClass;

/** How a kubelet names the cgroups of pods; the two drivers that it knows. */
public enum CgroupDriver {
  /** Slices and scopes, as systemd nests them; the default of every current distribution. */
  SYSTEMD {
    @Override
    public CgroupPath root() {
      return new CgroupPath("/kubepods.slice");
    }

    @Override
    CgroupPath ofClass(ServiceClass serviceClass) {
      return switch (serviceClass) {
        case GUARANTEED -> root();
        case BURSTABLE -> below(root(), "kubepods-burstable.slice");
        case BEST_EFFORT -> below(root(), "kubepods-besteffort.slice");
      };
    }

    @Override
    public CgroupPath ofPod(ServiceClass serviceClass, String uid) {
      String name = uid.replace('-', '_');
      return switch (serviceClass) {
        case GUARANTEED -> below(ofClass(serviceClass), "kubepods-pod" + name + ".slice");
        case BURSTABLE -> below(ofClass(serviceClass), "kubepods-burstable-pod" + name + ".slice");
        case BEST_EFFORT ->
          below(ofClass(serviceClass), "kubepods-besteffort-pod" + name + ".slice");
      };
    }

    @Override
    public CgroupPath ofContainer(CgroupPath pod, String containerId) {
      return below(pod, "cri-containerd-" + containerId + ".scope");
    }
  },
  /** Plain folders. */
  CGROUPFS {
    @Override
    public CgroupPath root() {
      return new CgroupPath("/kubepods");
    }

    @Override
    CgroupPath ofClass(ServiceClass serviceClass) {
      return switch (serviceClass) {
        case GUARANTEED -> root();
        case BURSTABLE -> below(root(), "burstable");
        case BEST_EFFORT -> below(root(), "besteffort");
      };
    }

    @Override
    public CgroupPath ofPod(ServiceClass serviceClass, String uid) {
      return below(ofClass(serviceClass), "pod" + uid);
    }

    @Override
    public CgroupPath ofContainer(CgroupPath pod, String containerId) {
      return below(pod, containerId);
    }
  };

  /** Returns the cgroup of all pods. */
  public abstract CgroupPath root();

  /** Returns the cgroup of a QoS class; Guaranteed pods stand directly below the root. */
  abstract CgroupPath ofClass(ServiceClass serviceClass);

  /**
   * Returns the cgroup of a pod.
   *
   * @param serviceClass the pod's QoS class
   * @param uid the pod's uid, with dashes
   */
  public abstract CgroupPath ofPod(ServiceClass serviceClass, String uid);

  /**
   * Returns the cgroup of a container.
   *
   * @param pod the pod's cgroup
   * @param containerId the runtime's id, without its scheme
   */
  public abstract CgroupPath ofContainer(CgroupPath pod, String containerId);

  private static CgroupPath below(CgroupPath parent, String name) {
    return new CgroupPath(parent.value() + "/" + name);
  }
}

package io.temper.agent.daemon.watch;

import io.temper.node.CpuSet;
import io.temper.plan.ExclusiveCpus;
import io.temper.workload.CgroupPath;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadId;
import io.temper.workload.WorkloadSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds which workloads hold the CPUs that the kubelet has given away. It knows pods by their uid, which
 * workloads of a file do not have; but the control group of a pod has it in its name.
 */
final class CpuHolders {
  private CpuHolders() {}

  /**
   * Names the workloads that hold CPUs.
   *
   * @param exclusive who holds which, by the uid of the pod
   * @param workloads what runs
   * @param cpusets the CPUs that workloads may use, of those that may not use all
   * @return the same, by the uid of the workload; by that of the pod where no workload is known to be of it
   */
  static List<ExclusiveCpus> named(
      List<ExclusiveCpus> exclusive, WorkloadSet workloads, Map<WorkloadId, CpuSet> cpusets) {
    return exclusive.stream().map(each -> named(each, workloads, cpusets)).toList();
  }

  private static ExclusiveCpus named(
      ExclusiveCpus given, WorkloadSet workloads, Map<WorkloadId, CpuSet> cpusets) {
    String pod = given.holderUid();
    List<Workload> ofPod = workloads.stream().filter(each -> isOf(pod, each)).toList();
    Optional<Workload> holder = ofPod.size() == 1
        ? ofPod.stream().findFirst()
        : ofPod.stream()
            .filter(each -> given.cpus().equals(cpusets.get(each.id())))
            .findFirst();
    return holder
        .map(each -> new ExclusiveCpus(given.manager(), each.id().uid(), given.cpus()))
        .orElse(given);
  }

  private static boolean isOf(@Nullable String pod, Workload workload) {
    return pod != null
        && workload.cgroup().filter(group -> isWithin(pod, group)).isPresent();
  }

  /** A pod's group is {@code poduid} where the kubelet makes it, and a slice where systemd does. */
  private static boolean isWithin(String pod, CgroupPath group) {
    String plain = "pod" + pod;
    String slice = "-pod" + pod.replace('-', '_') + ".slice";
    return Arrays.stream(group.value().split("/"))
        .anyMatch(part -> part.equals(plain) || part.endsWith(slice));
  }
}

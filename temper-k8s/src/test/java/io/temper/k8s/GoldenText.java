package io.temper.k8s;

import io.temper.workload.CpuQuantity;
import io.temper.workload.Workload;
import java.util.List;

/** Writes a list of pods so that a reviewer can compare it with what {@code kubectl} prints. */
final class GoldenText {
  private GoldenText() {}

  static String of(PodList list) {
    StringBuilder text = new StringBuilder();
    list.byNode().forEach((node, pods) -> append(text, "node " + node, pods));
    append(text, "pending", list.pending());
    append(text, "finished", list.finished());
    text.append("other ").append(list.otherKinds()).append('\n');
    return text.toString();
  }

  private static void append(StringBuilder text, String title, List<ListedPod> pods) {
    text.append(title).append('\n');
    for (ListedPod pod : pods) {
      text.append("  ").append(line(pod)).append('\n');
    }
  }

  private static String line(ListedPod pod) {
    Workload workload = pod.workload();
    return String.join(
        " ",
        workload.id().toString(),
        workload.id().uid(),
        "priority=" + (workload.priority().isPresent() ? workload.priority().getAsInt() : "none"),
        "class=" + workload.priorityClassName().orElse("none"),
        "qos=" + workload.serviceClass().orElseThrow(),
        "request=" + workload.request(),
        "limit=" + workload.limit().map(CpuQuantity::toString).orElse("none"),
        "phase=" + pod.phase(),
        "terminating=" + pod.terminating(),
        "mirror=" + pod.mirror(),
        "images=" + workload.images(),
        "cgroup=" + pod.cgroupCandidates().get(1));
  }
}

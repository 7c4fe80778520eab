package io.temper.k8s;

import io.temper.workload.CpuQuantity;
import io.temper.workload.PartLimit;
import io.temper.workload.ServiceClass;
import io.temper.workload.Workload;
import io.temper.workload.WorkloadBuilder;
import io.temper.workload.WorkloadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The rules that make a workload of a pod. Pure: the same facts give the same workload. */
final class PodMapper {
  /** The checksum of a static pod's file: the kubelet's uid of the pod, and so in its cgroup path. */
  static final String CONFIG_HASH = "kubernetes.io/config.hash";

  /** Only on the API server's image of a static pod. */
  static final String CONFIG_MIRROR = "kubernetes.io/config.mirror";

  /** A copy of the manifest, kilobytes long, that says nothing about the pod as it is. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final PodFacts pod;
  private final PriorityNumbers numbers;
  private final Refusals refusals;
  private final NameRules names;

  private PodMapper(PodFacts pod, PriorityNumbers numbers) {
    this.pod = pod;
    this.numbers = numbers;
    this.refusals = new Refusals(pod);
    this.names = new NameRules(refusals);
  }

  /**
   * Makes a workload of a pod.
   *
   * @throws PodRefusedException if a value of the pod makes no sense
   */
  static ListedPod map(PodFacts pod) throws PodRefusedException {
    return map(pod, PriorityNumbers.IN_THE_POD);
  }

  /** As {@link #map(PodFacts)}, with the number of a priority class from elsewhere. */
  static ListedPod map(PodFacts pod, PriorityNumbers numbers) throws PodRefusedException {
    return new PodMapper(pod, numbers).map();
  }

  private ListedPod map() throws PodRefusedException {
    WorkloadId id = id();
    if (pod.containers().isEmpty()) {
      throw refusals.of(
          "spec.containers",
          null,
          "a pod has at least one container",
          "print whole pods: kubectl get pods -A -o json");
    }
    ServiceClass qos = QosRules.of(pod);
    List<ListedContainer> containers = listed();
    boolean mirror = pod.annotations().containsKey(CONFIG_MIRROR);
    return new ListedPod(
        workload(id, qos, containers),
        phase(),
        pod.terminating(),
        mirror,
        kubeletUid(mirror),
        containers,
        EffectiveCpu.ofPodLevel(pod));
  }

  private WorkloadId id() throws PodRefusedException {
    String name = names.requireName("metadata.name", pod.name());
    String namespace = pod.namespace() == null
        ? "default"
        : names.requireName("metadata.namespace", pod.namespace());
    if (pod.uid() != null) {
      return new WorkloadId(namespace, name, names.requireUid("metadata.uid", pod.uid()));
    }
    // A name is unique among the objects of one kind: a service and its nightly job often share
    // theirs.
    return pod.templateOf() == null
        ? WorkloadId.of(namespace, name)
        : new WorkloadId(namespace, name, pod.templateOf() + "/" + namespace + "/" + name);
  }

  private Workload workload(WorkloadId id, ServiceClass qos, List<ListedContainer> containers)
      throws PodRefusedException {
    CpuAmounts cpu = EffectiveCpu.of(pod);
    WorkloadBuilder workload = Workload.builder(id)
        .serviceClass(qos)
        .request(cpu.request())
        .partLimits(partLimits(containers))
        .images(images())
        .annotations(annotations());
    CpuQuantity limit = cpu.limit().orElse(null);
    if (limit != null) {
      workload.limit(limit);
    }
    if (isGiven(pod.nodeName())) {
      workload.nodeName(names.requireName("spec.nodeName", pod.nodeName()));
    }
    addPriority(workload);
    return workload.build();
  }

  /** The kubelet gives each of these containers a {@code cpu.max}, whatever its neighbours have. */
  private static List<PartLimit> partLimits(List<ListedContainer> containers) {
    return containers.stream()
        .flatMap(one -> one.limit().map(limit -> new PartLimit(one.name(), limit)).stream())
        .toList();
  }

  /** Priority 0 without a class was chosen by nobody: then the quality-of-service class decides. */
  private void addPriority(WorkloadBuilder workload) throws PodRefusedException {
    String className = pod.priorityClassName();
    Integer priority = priority();
    if (isGiven(className)) {
      String name = names.requireName("spec.priorityClassName", className);
      workload.priorityClassName(name);
      priority = priority == null ? numberOf(name) : priority;
    }
    if (priority != null && (priority != 0 || isGiven(className))) {
      workload.priority(priority);
    }
  }

  /** Returns the number of a class that is known by name only; null if that leaves it open. */
  private @Nullable Integer numberOf(String className) throws PodRefusedException {
    OptionalInt number = numbers.of(className);
    if (number.isEmpty() && numbers == PriorityNumbers.IN_THE_POD) {
      throw refusals.of(
          "spec.priorityClassName",
          className,
          "the class is known by name only: spec.priority is missing",
          "print the pod from the API server, which fills in the number, or write spec.priority");
    }
    return number.isPresent() ? number.getAsInt() : null;
  }

  private @Nullable Integer priority() throws PodRefusedException {
    String text = pod.priority();
    if (text == null) {
      return null;
    }
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw refusals.of(
          "spec.priority",
          text,
          "a priority is a whole number of 32 bits",
          "write the value of the pod's PriorityClass");
    }
  }

  private PodPhase phase() throws PodRefusedException {
    String phase = pod.phase();
    if (phase == null) {
      // So the API server starts every pod.
      return PodPhase.PENDING;
    }
    return switch (phase) {
      case "Pending" -> PodPhase.PENDING;
      case "Running" -> PodPhase.RUNNING;
      case "Succeeded" -> PodPhase.SUCCEEDED;
      case "Failed" -> PodPhase.FAILED;
      case "Unknown" -> PodPhase.UNKNOWN;
      default ->
        throw refusals.of(
            "status.phase",
            phase,
            "there is no such phase",
            "use Pending, Running, Succeeded, Failed or Unknown");
    };
  }

  private Optional<String> kubeletUid(boolean mirror) throws PodRefusedException {
    String hash = pod.annotations().get(CONFIG_HASH);
    if (mirror && hash != null) {
      String field = "metadata.annotations[" + CONFIG_HASH + "]";
      return Optional.of(names.requireUid(field, hash));
    }
    return Optional.ofNullable(pod.uid());
  }

  /** What keeps running: containers, then sidecars. */
  private List<ListedContainer> listed() throws PodRefusedException {
    List<ListedContainer> listed = new ArrayList<>();
    for (int i = 0; i < pod.containers().size(); i++) {
      listed.add(listed(pod.containers().get(i), false, i));
    }
    for (int i = 0; i < pod.initContainers().size(); i++) {
      if (pod.initContainers().get(i).restartsAlways()) {
        listed.add(listed(pod.initContainers().get(i), true, i));
      }
    }
    return listed;
  }

  private ListedContainer listed(ContainerFacts container, boolean sidecar, int index)
      throws PodRefusedException {
    CpuAmounts cpu = EffectiveCpu.ofContainer(refusals, container);
    return new ListedContainer(
        container.name(),
        sidecar,
        index,
        cpu.request(),
        cpu.limit(),
        container.specified().given(),
        !container.specified().requests().isEmpty(),
        !container.specified().limits().isEmpty(),
        container.id());
  }

  /** Images of what keeps running: containers, then sidecars. */
  private List<String> images() {
    List<String> images = new ArrayList<>();
    for (ContainerFacts container : pod.containers()) {
      addImage(container, images);
    }
    for (ContainerFacts init : pod.initContainers()) {
      if (init.restartsAlways()) {
        addImage(init, images);
      }
    }
    return images;
  }

  private static void addImage(ContainerFacts container, List<String> images) {
    if (!container.image().isEmpty()) {
      images.add(container.image());
    }
  }

  private Map<String, String> annotations() {
    if (!pod.annotations().containsKey(LAST_APPLIED)) {
      return pod.annotations();
    }
    Map<String, String> kept = new HashMap<>(pod.annotations());
    kept.remove(LAST_APPLIED);
    return kept;
  }

  private static boolean isGiven(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}

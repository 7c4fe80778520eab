package io.temper.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes workloads of pods that a fabric8 client or informer delivered. */
public final class KubernetesPods {
  private KubernetesPods() {}

  /**
   * Maps pods.
   *
   * @param pods pods as the API server gave them; each uid once
   * @return the pods, by what they mean for nodes
   * @throws InvalidPodsException if values of a pod make no sense
   */
  public static PodList listOf(Iterable<Pod> pods) {
    PodCollector collector = new PodCollector();
    int index = 0;
    for (Pod pod : pods) {
      collector.add(facts(pod, "pod list, item " + index));
      index++;
    }
    return collector.finish();
  }

  private static PodFacts facts(Pod from, String place) {
    PodFactsBuilder pod = new PodFactsBuilder();
    @Nullable ObjectMeta metadata = from.getMetadata();
    if (metadata != null) {
      pod.name = metadata.getName();
      pod.namespace = metadata.getNamespace();
      pod.uid = metadata.getUid();
      pod.terminating = metadata.getDeletionTimestamp() != null;
      pod.annotations = withoutNulls(metadata.getAnnotations());
    }
    @Nullable PodSpec spec = from.getSpec();
    if (spec != null) {
      addSpec(spec, pod);
    }
    @Nullable PodStatus status = from.getStatus();
    if (status != null) {
      addStatus(status, pod);
    }
    return pod.build(place);
  }

  private static void addSpec(PodSpec spec, PodFactsBuilder pod) {
    pod.nodeName = spec.getNodeName();
    pod.priority = spec.getPriority() == null ? null : spec.getPriority().toString();
    pod.priorityClassName = spec.getPriorityClassName();
    pod.overhead = texts(spec.getOverhead());
    pod.specified = resources(spec.getResources());
    pod.containers = containers(spec.getContainers());
    pod.initContainers = containers(spec.getInitContainers());
  }

  private static void addStatus(PodStatus status, PodFactsBuilder pod) {
    pod.phase = status.getPhase();
    pod.qosClass = status.getQosClass();
    pod.actual = resources(status.getResources());
    pod.allocated = texts(status.getAllocatedResources());
    addGranted(status.getContainerStatuses(), pod);
    addGranted(status.getInitContainerStatuses(), pod);
  }

  private static void addGranted(@Nullable List<ContainerStatus> statuses, PodFactsBuilder pod) {
    if (statuses == null) {
      return;
    }
    for (ContainerStatus status : statuses) {
      String name = Objects.requireNonNullElse(status.getName(), "");
      pod.idByContainer.put(
          name, PodFactsBuilder.bareId(Objects.requireNonNullElse(status.getContainerID(), "")));
      pod.grantedByContainer.put(
          name,
          new GrantedFacts(
              resources(status.getResources()), texts(status.getAllocatedResources())));
    }
  }

  private static List<ContainerFacts> containers(@Nullable List<Container> containers) {
    List<ContainerFacts> facts = new ArrayList<>();
    if (containers != null) {
      for (Container container : containers) {
        facts.add(new ContainerFacts(
            Objects.requireNonNullElse(container.getName(), ""),
            Objects.requireNonNullElse(container.getImage(), ""),
            "Always".equals(container.getRestartPolicy()),
            resources(container.getResources()),
            GrantedFacts.NONE,
            ""));
      }
    }
    return facts;
  }

  private static ResourceFacts resources(@Nullable ResourceRequirements resources) {
    return resources == null
        ? ResourceFacts.NONE
        : new ResourceFacts(true, texts(resources.getRequests()), texts(resources.getLimits()));
  }

  /** Back to the text that the API server sent: the one parser of quantities is ours. */
  private static Map<String, String> texts(
      @Nullable Map<String, io.fabric8.kubernetes.api.model.Quantity> quantities) {
    Map<String, String> texts = new HashMap<>();
    if (quantities != null) {
      quantities.forEach((resource, quantity) -> {
        if (quantity != null) {
          texts.put(resource, text(quantity));
        }
      });
    }
    return texts;
  }

  private static String text(io.fabric8.kubernetes.api.model.Quantity quantity) {
    String amount = Objects.requireNonNullElse(quantity.getAmount(), "");
    return amount + Objects.requireNonNullElse(quantity.getFormat(), "");
  }

  private static Map<String, String> withoutNulls(@Nullable Map<String, String> map) {
    Map<String, String> kept = new HashMap<>();
    if (map != null) {
      map.forEach((key, value) -> {
        if (value != null) {
          kept.put(key, value);
        }
      });
    }
    return kept;
  }
}

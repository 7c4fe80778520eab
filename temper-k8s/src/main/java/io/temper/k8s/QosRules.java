package io.temper.k8s;

import io.temper.workload.ServiceClass;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quality-of-service class of a pod: as its status tells, else by the rules of Kubernetes, which
 * look at CPU and memory of all containers, or of the pod level where something is given there.
 */
final class QosRules {
  private static final String CPU = "cpu";
  private static final String MEMORY = "memory";

  private final PodFacts pod;
  private final Refusals refusals;
  private boolean anything;
  private boolean guaranteed = true;

  private QosRules(PodFacts pod) {
    this.pod = pod;
    this.refusals = new Refusals(pod);
  }

  /** Returns the class of {@code pod}. */
  static ServiceClass of(PodFacts pod) throws PodRefusedException {
    String told = pod.qosClass();
    return told == null || told.isEmpty() ? new QosRules(pod).compute() : named(pod, told);
  }

  private static ServiceClass named(PodFacts pod, String name) throws PodRefusedException {
    return switch (name) {
      case "Guaranteed" -> ServiceClass.GUARANTEED;
      case "Burstable" -> ServiceClass.BURSTABLE;
      case "BestEffort" -> ServiceClass.BEST_EFFORT;
      default ->
        throw new Refusals(pod)
            .of(
                "status.qosClass",
                name,
                "there is no such quality-of-service class",
                "use Guaranteed, Burstable or BestEffort, or remove the field to have it computed");
    };
  }

  private ServiceClass compute() throws PodRefusedException {
    if (mentionsCpuOrMemory(pod.specified())) {
      look("", pod.specified());
    } else {
      List<ContainerFacts> all = new ArrayList<>(pod.containers());
      all.addAll(pod.initContainers());
      for (ContainerFacts container : all) {
        look(container.name(), container.specified());
      }
    }
    if (!anything) {
      return ServiceClass.BEST_EFFORT;
    }
    return guaranteed ? ServiceClass.GUARANTEED : ServiceClass.BURSTABLE;
  }

  private static boolean mentionsCpuOrMemory(ResourceFacts resources) {
    return mentionsCpuOrMemory(resources.requests()) || mentionsCpuOrMemory(resources.limits());
  }

  private static boolean mentionsCpuOrMemory(Map<String, String> quantities) {
    return quantities.containsKey(CPU) || quantities.containsKey(MEMORY);
  }

  private void look(String container, ResourceFacts resources) throws PodRefusedException {
    look(container, CPU, resources);
    look(container, MEMORY, resources);
  }

  private void look(String container, String resource, ResourceFacts resources)
      throws PodRefusedException {
    BigDecimal request =
        positive(container, "requests." + resource, resources.requests().get(resource));
    BigDecimal limit =
        positive(container, "limits." + resource, resources.limits().get(resource));
    anything |= request != null || limit != null;
    // A limit without a request is a request too, so only a different request breaks the promise.
    guaranteed &= limit != null && (request == null || request.compareTo(limit) == 0);
  }

  /** Returns null also for a zero, which counts as nothing. */
  private @Nullable BigDecimal positive(String container, String field, @Nullable String text)
      throws PodRefusedException {
    if (text == null) {
      return null;
    }
    try {
      BigDecimal amount = Quantity.parse(text);
      return amount.signum() > 0 ? amount : null;
    } catch (Quantity.RefusedException e) {
      throw refusals.of(
          container,
          "spec resources." + field,
          text,
          String.valueOf(e.getMessage()),
          "write an amount such as 500m, 2 or 64Mi");
    }
  }
}

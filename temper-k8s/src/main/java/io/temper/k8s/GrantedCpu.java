package io.temper.k8s;

import io.temper.workload.CpuQuantity;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CPU amounts that are in force for one container, or for the pod level: what the kubelet
 * reports as actual, else the requests it reports as allocated, else what is specified.
 *
 * @param request the request; empty if none is written
 * @param limit the limit; empty if none is written, or a zero, which the kubelet takes for none
 */
record GrantedCpu(Optional<CpuQuantity> request, Optional<CpuQuantity> limit) {
  private static final String CPU = "cpu";
  private static final String REQUEST = "resources.requests.cpu";
  private static final String LIMIT = "resources.limits.cpu";

  /**
   * Reads the amounts.
   *
   * @param container the container's name; empty for the pod level
   */
  static GrantedCpu of(
      Refusals refusals, String container, ResourceFacts specified, GrantedFacts granted)
      throws PodRefusedException {
    // Also where something else is in force: a specification that the API server would refuse
    // means that the list was not written by one.
    GrantedCpu asked = read(refusals, container, "spec ", specified);
    asked.requireOrder(refusals, container);
    if (!granted.actual().isEmpty()) {
      return read(refusals, container, "status ", granted.actual());
    }
    Map<String, String> allocated = granted.allocated();
    return allocated.isEmpty()
        ? asked
        : new GrantedCpu(
            quantity(refusals, container, "status allocatedResources.cpu", allocated.get(CPU)),
            asked.limit);
  }

  private static GrantedCpu read(
      Refusals refusals, String container, String origin, ResourceFacts facts)
      throws PodRefusedException {
    return new GrantedCpu(
        quantity(refusals, container, origin + REQUEST, facts.requests().get(CPU)),
        quantity(refusals, container, origin + LIMIT, facts.limits().get(CPU))
            .filter(limit -> !limit.isZero()));
  }

  private static Optional<CpuQuantity> quantity(
      Refusals refusals, String container, String field, @Nullable String text)
      throws PodRefusedException {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(CpuQuantity.ofMillis(Quantity.cpuMillis(text)));
    } catch (Quantity.RefusedException e) {
      throw refusals.ofQuantity(container, field, text, e);
    }
  }

  private void requireOrder(Refusals refusals, String container) throws PodRefusedException {
    if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
      throw refusals.of(
          container,
          "spec " + REQUEST,
          request.get().toString(),
          "a request must not be above its limit, which is " + limit.get(),
          "raise the limit or lower the request");
    }
  }
}

package io.temper.k8s;

import io.temper.workload.CpuQuantity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CPU request and limit of a whole pod, by the rules of the Kubernetes scheduler and kubelet
 * ({@code PodRequests} and {@code PodLimits} of k8s.io/component-helpers):
 *
 * <pre>
 *   all = max( Σ containers + Σ sidecars,  max over init containers i (i + Σ sidecars before i) )
 *   pod = (pod-level resources where given, else all) + overhead
 * </pre>
 *
 * <p>Two points differ from the scheduler on purpose. It reserves the larger of what a resize asks
 * for and what is in force; here counts what the kubelet has granted, since that is what runs. And a
 * pod has a limit only if every container has one, as in the pod's {@code cpu.max}: a sum over some
 * containers would bound nothing. The limits of single containers are {@link
 * io.temper.workload.Workload#partLimits}.
 */
final class EffectiveCpu {
  private final PodFacts pod;
  private final Refusals refusals;

  private EffectiveCpu(PodFacts pod) {
    this.pod = pod;
    this.refusals = new Refusals(pod);
  }

  /** Returns the effective request and limit of {@code pod}. */
  static CpuAmounts of(PodFacts pod) throws PodRefusedException {
    EffectiveCpu rules = new EffectiveCpu(pod);
    return rules.withOverhead(rules.withPodLevel(rules.ofContainers()));
  }

  /** Returns what the pod level gives, without the pod's overhead; empty if it gives no CPU. */
  static Optional<PodLevelCpu> ofPodLevel(PodFacts pod) throws PodRefusedException {
    EffectiveCpu rules = new EffectiveCpu(pod);
    if (!rules.isPodLevel()) {
      return Optional.empty();
    }
    CpuAmounts cpu = rules.withPodLevel(rules.ofContainers());
    return Optional.of(
        new PodLevelCpu(cpu.request(), cpu.limit(), rules.asked().request().isPresent()));
  }

  private CpuAmounts ofContainers() throws PodRefusedException {
    CpuAmounts sidecars = CpuAmounts.NOTHING;
    CpuAmounts peak = CpuAmounts.NOTHING;
    for (ContainerFacts init : pod.initContainers()) {
      CpuAmounts own = ofContainer(init);
      if (init.restartsAlways()) {
        sidecars = sidecars.plus(own);
        peak = peak.max(sidecars);
      } else {
        peak = peak.max(sidecars.plus(own));
      }
    }
    CpuAmounts running = sidecars;
    for (ContainerFacts container : pod.containers()) {
      running = running.plus(ofContainer(container));
    }
    return running.max(peak);
  }

  /** As the API server does: a limit without a request is a request too. */
  private CpuAmounts ofContainer(ContainerFacts container) throws PodRefusedException {
    return ofContainer(refusals, container);
  }

  /** Returns request and limit in force of one container. */
  static CpuAmounts ofContainer(Refusals refusals, ContainerFacts container)
      throws PodRefusedException {
    GrantedCpu cpu =
        GrantedCpu.of(refusals, container.name(), container.specified(), container.granted());
    CpuQuantity request = cpu.request().or(cpu::limit).orElse(CpuQuantity.ZERO);
    return new CpuAmounts(request, cpu.limit());
  }

  /** Pod-level resources stand for those of all containers, each of the two where it is given. */
  private CpuAmounts withPodLevel(CpuAmounts containers) throws PodRefusedException {
    if (!isPodLevel()) {
      return containers;
    }
    GrantedCpu cpu = GrantedCpu.of(refusals, "", pod.specified(), pod.granted());
    CpuQuantity request = containers.request().isZero()
        ? cpu.request().or(cpu::limit).orElse(CpuQuantity.ZERO)
        : cpu.request().orElse(containers.request());
    return new CpuAmounts(request, cpu.limit().or(containers::limit));
  }

  private boolean isPodLevel() throws PodRefusedException {
    GrantedCpu asked = asked();
    return asked.request().isPresent() || asked.limit().isPresent();
  }

  /** As it is written: the kubelet may report sums at this level even where nothing is. */
  private GrantedCpu asked() throws PodRefusedException {
    return GrantedCpu.of(refusals, "", pod.specified(), GrantedFacts.NONE);
  }

  private CpuAmounts withOverhead(CpuAmounts amounts) throws PodRefusedException {
    @Nullable String text = pod.overhead().get("cpu");
    if (text == null) {
      return amounts;
    }
    try {
      CpuQuantity overhead = CpuQuantity.ofMillis(Quantity.cpuMillis(text));
      Optional<CpuQuantity> limit = amounts.limit().map(overhead::plus);
      return new CpuAmounts(amounts.request().plus(overhead), limit);
    } catch (Quantity.RefusedException e) {
      throw refusals.ofQuantity("", "spec.overhead.cpu", text, e);
    }
  }
}

package io.temper.k8s;

import io.temper.k8s.text.Excerpt;
import org.jspecify.annotations.Nullable;

/** Words the refusals of one pod. */
final class Refusals {
  private static final String CPU_REMEDY = "write CPUs as 500m, 0.5 or 2";

  private final PodFacts pod;

  Refusals(PodFacts pod) {
    this.pod = pod;
  }

  PodRefusedException of(String field, @Nullable String value, String reason, String remedy) {
    return of("", field, value, reason, remedy);
  }

  PodRefusedException of(
      String container, String field, @Nullable String value, String reason, String remedy) {
    return new PodRefusedException(new PodProblem(
        pod.place(),
        podName(),
        Excerpt.of(container),
        field,
        value == null ? "" : Excerpt.of(value),
        reason,
        remedy));
  }

  PodRefusedException ofQuantity(
      String container, String field, String value, Quantity.RefusedException e) {
    return of(container, field, value, String.valueOf(e.getMessage()), CPU_REMEDY);
  }

  private String podName() {
    String name = pod.name() == null ? "(without a name)" : Excerpt.of(pod.name());
    return pod.namespace() == null ? name : Excerpt.of(pod.namespace()) + "/" + name;
  }
}

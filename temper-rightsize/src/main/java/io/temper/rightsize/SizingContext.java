package io.temper.rightsize;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What else is known of a container.
 *
 * @param containers how many containers its pod has, at least 1
 * @param nodeCpus how many logical CPUs its node has; empty if unknown
 * @param hpaTargetPercent the target of a horizontal autoscaler that goes by CPU utilisation, in percent of
 *     the request; empty without one
 * @param jvm what its Java virtual machine goes by; empty if it runs none
 */
public record SizingContext(
    int containers, OptionalInt nodeCpus, OptionalInt hpaTargetPercent, Optional<JvmFacts> jvm) {
  /** A container alone in its pod, of which nothing else is known. */
  public static final SizingContext PLAIN =
      new SizingContext(1, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is not above 0
   */
  public SizingContext {
    if (containers < 1 || nodeCpus.orElse(1) < 1 || hpaTargetPercent.orElse(1) < 1) {
      throw new IllegalArgumentException("containers, CPUs and a target are above 0: " + containers
          + ", " + nodeCpus + ", " + hpaTargetPercent);
    }
  }

  /**
   * Returns the same for a pod of several containers.
   *
   * @param count at least 1
   * @return the context
   */
  public SizingContext withContainers(int count) {
    return new SizingContext(count, nodeCpus, hpaTargetPercent, jvm);
  }

  /**
   * Returns the same for a node of known size.
   *
   * @param cpus its logical CPUs, at least 1
   * @return the context
   */
  public SizingContext withNodeCpus(int cpus) {
    return new SizingContext(containers, OptionalInt.of(cpus), hpaTargetPercent, jvm);
  }

  /**
   * Returns the same under a horizontal autoscaler.
   *
   * @param percent its target utilisation, above 0
   * @return the context
   */
  public SizingContext withHpaTarget(int percent) {
    return new SizingContext(containers, nodeCpus, OptionalInt.of(percent), jvm);
  }

  /**
   * Returns the same for a Java program.
   *
   * @param facts what its virtual machine goes by
   * @return the context
   */
  public SizingContext withJvm(JvmFacts facts) {
    return new SizingContext(containers, nodeCpus, hpaTargetPercent, Optional.of(facts));
  }
}

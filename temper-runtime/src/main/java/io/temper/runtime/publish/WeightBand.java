package io.temper.runtime.publish;

import io.temper.kernel.KernelConfig;
import io.temper.kernel.KernelLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * The dead-band of weights: pods come and go all the time, and each moves the weight of its layer a
 * little, which nobody would notice, but which would exchange the whole configuration. Compared is with
 * what is in force, so many small steps add up.
 *
 * @param percent a weight that differs by less stays as it is
 */
record WeightBand(int percent) {
  private static final long WHOLE = 100;

  /** Returns {@code next} with the weights in force, where they differ by less than the band. */
  KernelConfig settle(KernelConfig inForce, KernelConfig next) {
    if (inForce.layers().size() != next.layers().size()) {
      return next;
    }
    List<KernelLayer> settled = new ArrayList<>();
    for (int i = 0; i < next.layers().size(); i++) {
      settled.add(settle(inForce.layers().get(i), next.layers().get(i)));
    }
    return next.withLayers(settled);
  }

  private KernelLayer settle(KernelLayer inForce, KernelLayer next) {
    boolean same = inForce.name().equals(next.name());
    long difference = Math.abs((long) next.weight() - inForce.weight());
    return same && difference * WHOLE < (long) percent * inForce.weight()
        ? next.withWeight(inForce.weight())
        : next;
  }
}

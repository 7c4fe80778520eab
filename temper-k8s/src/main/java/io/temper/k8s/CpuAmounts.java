package io.temper.k8s;

import io.temper.workload.CpuQuantity;
import java.util.Optional;

/**
 * The CPU request and limit of a container, of several together, or of a pod.
 *
 * @param request what is promised
 * @param limit what must not be exceeded; empty if there is no bound, and then a sum and a maximum
 *     with it have none either
 */
record CpuAmounts(CpuQuantity request, Optional<CpuQuantity> limit) {
  /** Of no container at all: changes no sum and no maximum. */
  static final CpuAmounts NOTHING = new CpuAmounts(CpuQuantity.ZERO, Optional.of(CpuQuantity.ZERO));

  /** Returns the amounts of both running at the same time. */
  CpuAmounts plus(CpuAmounts other) {
    return new CpuAmounts(
        request.plus(other.request), limit.flatMap(mine -> other.limit.map(mine::plus)));
  }

  /** Returns the amounts that suffice for each of both, running at different times. */
  CpuAmounts max(CpuAmounts other) {
    return new CpuAmounts(
        max(request, other.request),
        limit.flatMap(mine -> other.limit.map(theirs -> max(mine, theirs))));
  }

  private static CpuQuantity max(CpuQuantity a, CpuQuantity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}

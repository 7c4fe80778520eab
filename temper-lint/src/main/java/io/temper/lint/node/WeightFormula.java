package io.temper.lint.node;

import io.temper.workload.CpuQuantity;

/**
 * How a CPU request becomes the {@code cpu.weight} of a control group. Both go by way of the shares of
 * cgroup v1, 1024 for a CPU and at least 2.
 */
enum WeightFormula {
  /** The straight line of runc before 1.3.2 and crun before 1.23: 2 shares are 1, 262144 are 10000. */
  LINEAR {
    @Override
    int weightOf(CpuQuantity request) {
      return (int) (1 + (shares(request) - 2) * 9999 / 262_142);
    }
  },
  /** The curve of later ones, by which 1024 shares are 100, as the kernel's default weight. */
  CURVED {
    @Override
    int weightOf(CpuQuantity request) {
      double exponent = Math.log((double) shares(request)) / Math.log(2);
      double power = (exponent * exponent + 125 * exponent) / 612 - 7.0 / 34;
      return (int) Math.ceil(Math.pow(10, power));
    }
  };

  private static final long MOST_SHARES = 262_144;

  /** Returns the weight of a request. */
  abstract int weightOf(CpuQuantity request);

  private static long shares(CpuQuantity request) {
    long millis = Math.min(request.millis(), MOST_SHARES);
    return Math.min(MOST_SHARES, Math.max(2, millis * 1024 / 1000));
  }
}

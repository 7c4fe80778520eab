package io.temper.nomad;

import io.temper.TemperException;
import io.temper.workload.CpuQuantity;
import java.math.BigInteger;
import java.util.Map;

/**
 * How fast Nomad takes the CPUs of a node to be: Nomad counts CPU time in MHz, Temper in CPUs.
 *
 * @param totalMhz of all CPUs together; at least 1
 * @param cpus logical CPUs; at least 1
 */
public record CpuSpeed(long totalMhz, int cpus) {
  private static final String TOTAL = "cpu.totalcompute";
  private static final String CPUS = "cpu.numcores";
  private static final BigInteger MILLIS = BigInteger.valueOf(1000);
  private static final int MOST_CPUS = 1 << 16;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public CpuSpeed {
    if (totalMhz < 1 || cpus < 1) {
      throw new IllegalArgumentException(
          "a node has at least 1 CPU and 1 MHz, not " + cpus + " and " + totalMhz);
    }
  }

  /**
   * Reads the node's own fingerprint.
   *
   * @param attributes of the node, by name
   * @return the speed
   * @throws TemperException if they do not tell; the message names the attribute
   */
  public static CpuSpeed ofFingerprint(Map<String, String> attributes) {
    return new CpuSpeed(
        number(attributes, TOTAL, Long.MAX_VALUE), (int) number(attributes, CPUS, MOST_CPUS));
  }

  private static long number(Map<String, String> attributes, String name, long most) {
    String text = attributes.getOrDefault(name, "");
    try {
      long value = Long.parseLong(text);
      if (value >= 1 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new TemperException("the node's attribute " + name + " is '" + Quote.of(text)
        + "', so MHz cannot become CPUs: let Nomad's client find its CPUs, or set"
        + " cpu_total_compute in its configuration");
  }

  /**
   * Returns how much of the node's CPUs some MHz are.
   *
   * @param mhz from 0 on
   * @return rounded to the next thousandth of a CPU, but at least one where {@code mhz} is not 0
   */
  public CpuQuantity of(long mhz) {
    if (mhz == 0) {
      return CpuQuantity.ZERO;
    }
    BigInteger total = BigInteger.valueOf(totalMhz);
    BigInteger millis = BigInteger.valueOf(mhz)
        .multiply(BigInteger.valueOf(cpus))
        .multiply(MILLIS)
        .add(total.shiftRight(1))
        .divide(total);
    return CpuQuantity.ofMillis(millis.max(BigInteger.ONE).longValueExact());
  }
}

package io.temper.runtime.config;

import io.temper.workload.CpuQuantity;
import java.math.BigDecimal;
import java.util.Optional;

/** The ways in which numbers are written. */
public final class NumberTypes {
  private static final BigDecimal MOST_CPUS = BigDecimal.valueOf(8192);
  private static final int DECIMALS = 3;

  private NumberTypes() {}

  /**
   * Returns the type of amounts of CPU: {@code "500m"}, {@code "0.5"} or a bare number of CPUs.
   *
   * @return the type
   */
  public static ConfigType<CpuQuantity> cpus() {
    String described = "0 to 8192 CPUs with at most three decimals";
    return new ConfigType<>(
        described,
        "1500m",
        plain -> plain instanceof BigDecimal number
            ? cpus(described, number)
            : CpuQuantity.parse(ConfigTypes.text(described, plain)),
        value -> Optional.of(value.toString()));
  }

  /**
   * Returns the type of whole numbers; 5.0 is one too, since JSON does not tell both apart.
   *
   * @param smallest the smallest, included
   * @param largest the largest, included
   * @return the type
   */
  public static ConfigType<Integer> integer(int smallest, int largest) {
    String described = "a whole number from " + smallest + " to " + largest;
    return new ConfigType<>(
        described,
        BigDecimal.valueOf(smallest),
        plain -> whole(described, plain, smallest, largest),
        value -> Optional.of(BigDecimal.valueOf(value)));
  }

  /** Amounts above zero: a ceiling of nothing would stop its tier. */
  static ConfigType<CpuQuantity> ceiling() {
    String described = "0.001 to 8192 CPUs with at most three decimals";
    ConfigType<CpuQuantity> amounts = cpus();
    return new ConfigType<>(
        described,
        amounts.example(),
        plain -> {
          CpuQuantity amount = amounts.read(plain);
          if (amount.isZero()) {
            throw ConfigType.refused(described, plain);
          }
          return amount;
        },
        amounts.writer());
  }

  static ConfigType<Integer> integer(Range<Integer> range) {
    return integer(range.smallest(), range.largest());
  }

  private static CpuQuantity cpus(String described, BigDecimal number) {
    // The bound comes first: an astronomic number must not be spelled out.
    if (number.abs().compareTo(MOST_CPUS) > 0 || number.stripTrailingZeros().scale() > DECIMALS) {
      throw ConfigType.refused(described, number);
    }
    return CpuQuantity.parse(number.stripTrailingZeros().toPlainString());
  }

  private static int whole(String described, Object plain, int smallest, int largest) {
    if (plain instanceof BigDecimal number
        && number.compareTo(BigDecimal.valueOf(smallest)) >= 0
        && number.compareTo(BigDecimal.valueOf(largest)) <= 0
        && number.stripTrailingZeros().scale() <= 0) {
      return number.intValueExact();
    }
    throw ConfigType.refused(described, plain);
  }
}

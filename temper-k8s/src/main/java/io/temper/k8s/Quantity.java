package io.temper.k8s;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Reads amounts as Kubernetes writes them: a decimal number and a suffix, {@code 100m}, {@code 0.5},
 * {@code 1e3}, {@code 2Gi}. Grammar: the documentation of {@code resource.Quantity} in the
 * Kubernetes API. Exact; nothing is rounded before {@link #cpuMillis}.
 */
final class Quantity {
  /** The most CPUs that a Linux kernel can be configured for on any architecture (NR_CPUS). */
  static final int MAX_CPUS = 8192;

  private static final BigDecimal CPU_BOUND = BigDecimal.valueOf(MAX_CPUS);
  private static final String DECIMAL_SUFFIXES = "kMGTPE";

  /** No amount that means anything is longer; a bound keeps the arithmetic small. */
  private static final int MAX_CHARS = 64;

  private static final int MAX_EXPONENT_DIGITS = 3;

  private Quantity() {}

  /** An amount that Kubernetes would refuse. The message says why, without the amount. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Returns an amount of CPU in thousandths of a logical CPU, rounded up as Kubernetes does.
   *
   * @throws RefusedException if the text is not a quantity, or is negative, or is more than {@link
   *     #MAX_CPUS} CPUs
   */
  static long cpuMillis(String text) throws RefusedException {
    BigDecimal cpus = parse(text);
    if (cpus.signum() < 0) {
      throw new RefusedException("a CPU amount must not be negative");
    }
    if (cpus.compareTo(CPU_BOUND) > 0) {
      throw new RefusedException(
          "that is more than " + MAX_CPUS + " CPUs, the most that Linux can run");
    }
    return cpus.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /**
   * Returns the exact value of an amount.
   *
   * @throws RefusedException if the text is not a quantity
   */
  static BigDecimal parse(String text) throws RefusedException {
    int numberEnd = numberEnd(text);
    if (text.length() > MAX_CHARS || numberEnd == 0) {
      throw malformed();
    }
    BigDecimal number = new BigDecimal(text.substring(0, numberEnd));
    return scale(number, text.substring(numberEnd));
  }

  /** Returns where the number at the text's beginning ends; 0 if there is none. */
  private static int numberEnd(String text) {
    int i = startsWithSign(text) ? 1 : 0;
    boolean digit = false;
    boolean point = false;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        digit = true;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    return digit ? i : 0;
  }

  private static BigDecimal scale(BigDecimal number, String suffix) throws RefusedException {
    return switch (suffix) {
      case "" -> number;
      case "n" -> number.movePointLeft(9);
      case "u" -> number.movePointLeft(6);
      case "m" -> number.movePointLeft(3);
      default -> scaleUp(number, suffix);
    };
  }

  private static BigDecimal scaleUp(BigDecimal number, String suffix) throws RefusedException {
    int step = DECIMAL_SUFFIXES.indexOf(suffix.charAt(0)) + 1;
    if (suffix.length() == 1 && step > 0) {
      return number.movePointRight(3 * step);
    }
    int binaryStep = "KMGTPE".indexOf(suffix.charAt(0)) + 1;
    if (suffix.length() == 2 && suffix.charAt(1) == 'i' && binaryStep > 0) {
      return number.multiply(BigDecimal.valueOf(1L << (10 * binaryStep)));
    }
    if (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E') {
      return number.scaleByPowerOfTen(exponent(suffix.substring(1)));
    }
    throw malformed();
  }

  private static int exponent(String text) throws RefusedException {
    int digits = startsWithSign(text) ? 1 : 0;
    int length = text.length() - digits;
    if (length < 1 || length > MAX_EXPONENT_DIGITS) {
      throw malformed();
    }
    for (int i = digits; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        throw malformed();
      }
    }
    return Integer.parseInt(text);
  }

  private static boolean startsWithSign(String text) {
    return text.startsWith("-") || text.startsWith("+");
  }

  /** Only these: other scripts' digits would pass {@link Character#isDigit}. */
  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static RefusedException malformed() {
    return new RefusedException("that is not a Kubernetes quantity");
  }
}

package io.temper.json;

import io.temper.workload.CpuQuantity;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Makes plain values of the nodes of a document, or throws an exception that says what was found. */
final class DocumentValue {
  private static final BigDecimal MOST_CPUS = BigDecimal.valueOf(8192);
  private static final BigDecimal SMALLEST_INT = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal LARGEST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  private DocumentValue() {}

  static String text(JsonNode node) {
    if (!node.isString()) {
      throw new IllegalArgumentException("expected text in quotes, found " + found(node));
    }
    return node.stringValue();
  }

  /** Returns a whole number; 5.0 is one too, since JSON does not tell both apart. */
  static int integer(JsonNode node) {
    BigDecimal number = isFinite(node) ? node.decimalValue() : null;
    // The bounds come first: an astronomic number must not be spelled out.
    if (number == null
        || number.compareTo(SMALLEST_INT) < 0
        || number.compareTo(LARGEST_INT) > 0
        || number.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          "expected a whole number of 32 bits, found " + found(node));
    }
    return number.intValueExact();
  }

  /** Returns an amount of CPU, written as Kubernetes writes it or as a bare number. */
  static CpuQuantity cpus(JsonNode node) {
    if (!isFinite(node)) {
      return CpuQuantity.parse(text(node));
    }
    BigDecimal number = node.decimalValue().stripTrailingZeros();
    if (number.abs().compareTo(MOST_CPUS) > 0 || number.scale() > 3) {
      throw new IllegalArgumentException(
          "expected 0 to 8192 CPUs with at most three decimals, found " + found(node));
    }
    return CpuQuantity.parse(number.toPlainString());
  }

  /** Says what a node is, in the words of the document. */
  static String found(JsonNode node) {
    if (node.isObject()) {
      return "a table";
    }
    if (node.isArray()) {
      return "a list";
    }
    return node.isString() ? "'" + node.stringValue() + "'" : node.toString();
  }

  /** TOML has inf and nan, which are numbers without a decimal value. */
  private static boolean isFinite(JsonNode node) {
    boolean binary = node.isFloat() || node.isDouble();
    return node.isNumber() && (!binary || Double.isFinite(node.doubleValue()));
  }
}

package io.temper.json;

import io.temper.runtime.config.ConfigType;
import io.temper.runtime.config.NumberTypes;
import io.temper.workload.CpuQuantity;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes plain values of the nodes of a document, or throws an exception that says what was found. */
final class DocumentValue {
  private static final ConfigType<Integer> INTEGER =
      NumberTypes.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
  private static final ConfigType<CpuQuantity> CPUS = NumberTypes.cpus();

  private DocumentValue() {}

  static String text(JsonNode node) {
    if (!node.isString()) {
      throw new IllegalArgumentException("expected text in quotes, found " + found(node));
    }
    return node.stringValue();
  }

  static boolean bool(JsonNode node) {
    if (!node.isBoolean()) {
      throw new IllegalArgumentException("expected true or false, found " + found(node));
    }
    return node.booleanValue();
  }

  static int integer(JsonNode node) {
    return INTEGER.read(plain(node));
  }

  /** Returns an amount of CPU, written as Kubernetes writes it or as a bare number. */
  static CpuQuantity cpus(JsonNode node) {
    return CPUS.read(plain(node));
  }

  /** Returns the plain form of a node; for what has none, an object whose text says what it is. */
  static Object plain(JsonNode node) {
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(plain(item)));
      return items;
    }
    if (isDecimal(node)) {
      return node.decimalValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isString() ? node.stringValue() : new Other(found(node));
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
  private static boolean isDecimal(JsonNode node) {
    boolean binary = node.isFloat() || node.isDouble();
    return node.isNumber() && (!binary || Double.isFinite(node.doubleValue()));
  }

  /** A table, null, or a number that is none. */
  private record Other(String text) {
    @Override
    public String toString() {
      return text;
    }
  }
}

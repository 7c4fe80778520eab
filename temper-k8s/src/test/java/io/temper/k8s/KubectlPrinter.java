package io.temper.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints trees of maps, lists, text and numbers in the two ways of {@code kubectl get}. */
final class KubectlPrinter {
  private final Appendable out;

  private KubectlPrinter(Appendable out) {
    this.out = out;
  }

  static String json(Object tree) {
    StringBuilder text = new StringBuilder();
    json(tree, text);
    return text.toString();
  }

  static String yaml(Object tree) {
    StringBuilder text = new StringBuilder();
    yaml(tree, text);
    return text.toString();
  }

  static void json(Object tree, Appendable out) {
    KubectlPrinter printer = new KubectlPrinter(out);
    printer.printJson(tree, 0);
    printer.print("\n");
  }

  static void yaml(Object tree, Appendable out) {
    new KubectlPrinter(out).printYaml(tree, 0);
  }

  private void printJson(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      printJsonMap(map, depth);
    } else if (value instanceof List<?> list) {
      printJsonList(list, depth);
    } else {
      print(value instanceof String text ? quote(text) : String.valueOf(value));
    }
  }

  private void printJsonMap(Map<?, ?> map, int depth) {
    String separator = "{\n";
    for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
      print(separator);
      print("    ".repeat(depth + 1));
      print(quote(String.valueOf(entry.getKey())));
      print(": ");
      printJson(entry.getValue(), depth + 1);
      separator = ",\n";
    }
    print(map.isEmpty() ? "{}" : "\n" + "    ".repeat(depth) + "}");
  }

  private void printJsonList(List<?> list, int depth) {
    String separator = "[\n";
    for (Object item : list) {
      print(separator);
      print("    ".repeat(depth + 1));
      printJson(item, depth + 1);
      separator = ",\n";
    }
    print(list.isEmpty() ? "[]" : "\n" + "    ".repeat(depth) + "]");
  }

  /** Prints a value at the beginning of a line, or after the dash of a list. */
  private void printYaml(Object value, int depth) {
    String indent = "";
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
        print(indent);
        print(String.valueOf(entry.getKey()));
        print(":");
        printYamlValue(entry.getValue(), depth);
        indent = "  ".repeat(depth);
      }
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        print(indent);
        print("- ");
        printYaml(item, depth + 1);
        indent = "  ".repeat(depth);
      }
    } else {
      print(yamlScalar(value));
      print("\n");
    }
  }

  /** Prints what follows a key and its colon. */
  private void printYamlValue(Object value, int depth) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      print("\n" + "  ".repeat(depth + 1));
      printYaml(value, depth + 1);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      print("\n" + "  ".repeat(depth));
      printYaml(value, depth);
    } else {
      print(" " + yamlScalar(value) + "\n");
    }
  }

  private static String yamlScalar(Object value) {
    if (value instanceof Map) {
      return "{}";
    }
    if (value instanceof List) {
      return "[]";
    }
    return value instanceof String text && mustQuote(text) ? quote(text) : String.valueOf(value);
  }

  private static boolean mustQuote(String text) {
    return !text.matches("[A-Za-z/][-A-Za-z0-9_./@:]*[-A-Za-z0-9_./@]|[A-Za-z]|[0-9.]+[mMGk]i?")
        || text.matches("(?i)true|false|null|yes|no|on|off")
        || text.contains(": ");
  }

  private static String quote(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + escaped + '"';
  }

  private void print(String text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.temper.lab.suite;

import io.temper.lab.LabException;
import io.temper.lab.matrix.Row;
import io.temper.testkit.kernel.ConformanceRow;
import io.temper.testkit.kernel.MachineShape;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/**
 * A test tagged "kernel", as the list of them names it: one line each, fields separated by tabs.
 *
 * @param className the full name of its class
 * @param name what JUnit calls it
 * @param machine the CPUs it asks for, as {@code --cpus} takes them; "2" unless it says
 * @param rows the rows it proves
 */
record KernelTest(String className, String name, String machine, List<String> rows) {
  /** The CPUs of tests that ask for none. */
  static final String USUAL_MACHINE = "2";

  private static final String PREFIX = "test";

  static KernelTest of(TestIdentifier test) {
    return new KernelTest(className(test), test.getDisplayName(), machineOf(test), rowsOf(test));
  }

  static List<KernelTest> parse(String list) {
    return list.lines()
        .map(line -> line.split("\t", -1))
        .filter(fields -> fields.length == 5 && fields[0].equals(PREFIX))
        .map(fields -> new KernelTest(
            fields[1],
            fields[2],
            fields[3],
            Stream.of(fields[4].split(" ", -1)).filter(row -> !row.isEmpty()).toList()))
        .toList();
  }

  @Override
  public String toString() {
    return String.join("\t", PREFIX, className, name, machine, String.join(" ", rows));
  }

  static String className(TestIdentifier test) {
    return test.getSource().map(KernelTest::className).orElse("");
  }

  private static String className(TestSource source) {
    if (source instanceof MethodSource method) {
      return method.getClassName();
    }
    return source instanceof ClassSource type ? type.getClassName() : "";
  }

  static List<String> rowsOf(TestIdentifier test) {
    return test.getSource().map(KernelTest::rowsOf).orElse(List.of());
  }

  /** A row that the matrix does not have would be proved in vain. */
  static List<String> rowsOf(TestSource source) {
    List<String> rows = annotation(source, ConformanceRow.class)
        .map(row -> List.of(row.value()))
        .orElse(List.of());
    rows.stream().filter(row -> Row.find(row).isEmpty()).findFirst().ifPresent(row -> {
      throw new LabException(className(source) + " claims row '" + row
          + "' of the conformance matrix, which has only " + Row.identifiers());
    });
    return rows;
  }

  static String machineOf(TestIdentifier test) {
    return test.getSource().map(KernelTest::machineOf).orElse(USUAL_MACHINE);
  }

  static String machineOf(TestSource source) {
    return annotation(source, MachineShape.class).map(MachineShape::value).orElse(USUAL_MACHINE);
  }

  /** The method's own annotation, or else the nearest class's, nesting and inheritance followed. */
  private static <A extends Annotation> Optional<A> annotation(TestSource source, Class<A> type) {
    if (source instanceof MethodSource method) {
      return Optional.ofNullable(method.getJavaMethod().getAnnotation(type))
          .or(() -> ofClass(method.getJavaClass(), type));
    }
    return source instanceof ClassSource owner
        ? ofClass(owner.getJavaClass(), type)
        : Optional.empty();
  }

  private static <A extends Annotation> Optional<A> ofClass(Class<?> owner, Class<A> type) {
    for (Class<?> outer = owner; outer != null; outer = outer.getEnclosingClass()) {
      for (Class<?> c = outer; c != null; c = c.getSuperclass()) {
        A found = c.getAnnotation(type);
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }
}

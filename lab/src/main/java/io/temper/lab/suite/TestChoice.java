package io.temper.lab.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Which kernel tests are to run. Its arguments are names of classes, {@code --machine=CPUS} and
 * {@code --row=ROW}.
 *
 * @param classes simple or full names of classes, or packages with what is below them; empty for all
 * @param machines the CPUs that a test must ask for; empty for any
 * @param rows rows of which a test must prove one; empty for any test, whether it proves one or not
 */
public record TestChoice(List<String> classes, List<String> machines, List<String> rows) {
  /** All tests. */
  public static final TestChoice ALL = new TestChoice(List.of(), List.of(), List.of());

  private static final String MACHINE = "--machine=";
  private static final String ROW = "--row=";

  /** Copies. */
  public TestChoice {
    classes = List.copyOf(classes);
    machines = List.copyOf(machines);
    rows = List.copyOf(rows);
  }

  /**
   * Chooses by classes.
   *
   * @param names simple or full names of classes, or packages with what is below them; empty for all
   * @return the choice
   */
  public static TestChoice ofClasses(List<String> names) {
    return new TestChoice(names, List.of(), List.of());
  }

  /**
   * Chooses by rows.
   *
   * @param rows identifiers of rows
   * @return the choice
   */
  public static TestChoice ofRows(List<String> rows) {
    return new TestChoice(List.of(), List.of(), rows);
  }

  static TestChoice parse(List<String> arguments) {
    var classes = new ArrayList<String>();
    var machines = new ArrayList<String>();
    var rows = new ArrayList<String>();
    for (String argument : arguments) {
      if (argument.startsWith(MACHINE)) {
        machines.add(argument.substring(MACHINE.length()));
      } else if (argument.startsWith(ROW)) {
        rows.add(argument.substring(ROW.length()));
      } else {
        classes.add(argument);
      }
    }
    return new TestChoice(classes, machines, rows);
  }

  List<String> arguments() {
    return Stream.of(
            classes.stream(),
            machines.stream().map(MACHINE::concat),
            rows.stream().map(ROW::concat))
        .flatMap(s -> s)
        .toList();
  }

  TestChoice onMachine(String machine) {
    return new TestChoice(classes, List.of(machine), rows);
  }

  boolean includes(KernelTest test) {
    return includes(test.machine(), test.rows())
        && (classes.isEmpty() || Stream.of(classPatterns()).anyMatch(test.className()::matches));
  }

  private boolean includes(String machine, List<String> proved) {
    return (machines.isEmpty() || machines.contains(machine))
        && (rows.isEmpty() || proved.stream().anyMatch(rows::contains));
  }

  /** A class is chosen by its full name, by its simple one, or by a package that it lies in. */
  String[] classPatterns() {
    return classes.stream()
        .map(name -> "(.*\\.)?" + Pattern.quote(name) + "(\\$.*)?|" + Pattern.quote(name) + "\\..*")
        .toArray(String[]::new);
  }

  /** Drops methods that are not chosen; what holds them goes with the last of them. */
  PostDiscoveryFilter filter() {
    return descriptor -> descriptor
        .getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ofMethod(descriptor, source))
        .orElseGet(() -> FilterResult.included("holds tests"));
  }

  private FilterResult ofMethod(TestDescriptor descriptor, TestSource source) {
    return FilterResult.includedIf(
        includes(KernelTest.machineOf(source), KernelTest.rowsOf(source)),
        () -> descriptor.getDisplayName() + " is chosen",
        () -> descriptor.getDisplayName() + " is of another machine or row");
  }
}

package io.temper.lab.suite;

import java.io.PrintStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints a {@link TestLine} whenever a test starts, measures or ends, and why it failed. */
final class TestLinePrinter implements TestExecutionListener {
  private final PrintStream out;

  TestLinePrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      print(TestLine.Event.STARTED, name(test));
      printRows(test);
    }
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    entry.getKeyValuePairs().forEach((key, value) -> {
      // What JUnit captured of the test's output is in the XML report already.
      if (!key.equals("stdout") && !key.equals("stderr")) {
        print(TestLine.Event.FIGURE, oneLine(key) + " = " + oneLine(value));
      }
    });
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    printRows(test);
    print(TestLine.Event.SKIPPED, name(test));
    out.println("  " + reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    TestExecutionResult.Status status = result.getStatus();
    // A class that fails before its first test is a failure too.
    if (!test.isTest()) {
      if (status != TestExecutionResult.Status.FAILED) {
        return;
      }
      printRows(test);
    }
    print(
        switch (status) {
          case SUCCESSFUL -> TestLine.Event.PASSED;
          case ABORTED -> TestLine.Event.SKIPPED;
          case FAILED -> TestLine.Event.FAILED;
        },
        name(test));
    result.getThrowable().ifPresent(thrown -> out.println("  " + thrown));
  }

  private void printRows(TestIdentifier test) {
    print(TestLine.Event.ROWS, String.join(" ", KernelTest.rowsOf(test)));
  }

  private void print(TestLine.Event event, String text) {
    out.println(new TestLine(event, text));
  }

  private static String name(TestIdentifier test) {
    String type = KernelTest.className(test);
    return type.substring(type.lastIndexOf('.') + 1) + " > " + test.getDisplayName();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}

package io.temper.lab.suite;

import java.io.PrintStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Prints a {@link TestLine} whenever a test starts or ends, and why it failed. */
final class TestLinePrinter implements TestExecutionListener {
  private final PrintStream out;

  TestLinePrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      print(TestLine.Event.STARTED, test);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    print(TestLine.Event.SKIPPED, test);
    out.println("  " + reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    TestExecutionResult.Status status = result.getStatus();
    // A class that fails before its first test is a failure too.
    if (!test.isTest() && status != TestExecutionResult.Status.FAILED) {
      return;
    }
    print(
        switch (status) {
          case SUCCESSFUL -> TestLine.Event.PASSED;
          case ABORTED -> TestLine.Event.SKIPPED;
          case FAILED -> TestLine.Event.FAILED;
        },
        test);
    result.getThrowable().ifPresent(thrown -> out.println("  " + thrown));
  }

  private void print(TestLine.Event event, TestIdentifier test) {
    String type = GuestTests.className(test);
    String simple = type.substring(type.lastIndexOf('.') + 1);
    out.println(new TestLine(event, simple + " > " + test.getDisplayName()));
  }
}

package io.temper.lab.suite;

import io.temper.lab.kernel.KernelConfiguration;
import io.temper.lab.matrix.Outcome;
import io.temper.lab.matrix.Results;
import io.temper.lab.matrix.Row;
import io.temper.lab.matrix.RowResult;
import io.temper.lab.matrix.RunFacts;
import io.temper.lab.matrix.TestResult;
import io.temper.lab.vm.Accelerator;
import io.temper.lab.vm.LabVm;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what runs on one kernel mean for the rows of the matrix. */
public final class RowRecorder {
  private final Results results;
  private final LabVm vm;
  private final List<KernelTest> expected;
  private final String form;
  private final String object;
  private final Optional<Accelerator> accelerator;

  /**
   * Creates a recorder.
   *
   * @param results where results go
   * @param vm the machine, for its kernel
   * @param tests knows which tests there are
   * @param request the form and the accelerator of the runs
   */
  public RowRecorder(Results results, LabVm vm, KernelTests tests, Request request) {
    this.results = results;
    this.vm = vm;
    this.expected = tests.list();
    this.form = request.form();
    this.object = request.object();
    this.accelerator = request.accelerator();
  }

  /**
   * What all runs have in common.
   *
   * @param form "short" or "long"
   * @param object the SHA-256 of the object under test
   * @param accelerator what the user asked for; empty for what the machine chooses
   */
  public record Request(String form, String object, Optional<Accelerator> accelerator) {}

  /**
   * Writes the results of rows.
   *
   * @param rows the rows that were to run, and those that no test claims
   * @param boots the runs that they ran in
   * @return the results as written
   */
  public List<RowResult> record(List<Row> rows, List<SuiteResult> boots) {
    RunFacts facts = facts(boots);
    List<RowResult> written =
        rows.stream().map(row -> RowResult.of(row, facts, tests(row, boots))).toList();
    written.forEach(results::write);
    return written;
  }

  private RunFacts facts(List<SuiteResult> boots) {
    KernelConfiguration configuration = vm.kernel().configuration();
    String level = boots.stream()
        .flatMap(boot -> boot.tests().stream())
        .flatMap(test -> Stream.ofNullable(test.result().figures().get(RunFacts.FEATURE_LEVEL)))
        .findFirst()
        .orElse("unknown");
    return new RunFacts(
        vm.kernel().release(),
        configuration.hz(),
        configuration.preemption(),
        level,
        accelerator.orElseGet(vm::accelerator).name().toLowerCase(Locale.ROOT),
        form,
        object,
        LocalDate.now(ZoneOffset.UTC).toString());
  }

  private List<TestResult> tests(Row row, List<SuiteResult> boots) {
    var ended = new ArrayList<TestResult>();
    for (SuiteResult boot : boots) {
      boot.tests().stream()
          .filter(test -> test.rows().contains(row.id()))
          .forEach(test -> ended.add(test.result()));
    }
    boolean died = boots.stream().anyMatch(SuiteResult::died);
    expected.stream()
        .filter(test -> test.rows().contains(row.id()))
        .filter(test -> ended.isEmpty() || (died && !hasEnded(test, ended)))
        .map(RowRecorder::lost)
        .toList()
        .forEach(ended::add);
    return ended;
  }

  /** JUnit's names of the tests that a method makes while it runs are others than the method's. */
  private static boolean hasEnded(KernelTest test, List<TestResult> ended) {
    return ended.stream().anyMatch(result -> result.test().endsWith(" > " + test.name()));
  }

  private static TestResult lost(KernelTest test) {
    String simple = test.className().substring(test.className().lastIndexOf('.') + 1);
    return new TestResult(
        simple + " > " + test.name(),
        test.machine(),
        Outcome.FAILED,
        "did not run: its machine ended before",
        0,
        Map.of());
  }
}

package io.temper.lab.suite;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import io.temper.lab.matrix.Row;
import io.temper.lab.vm.CpuLayout;
import io.temper.lab.vm.LabVm;
import io.temper.lab.vm.VmResult;
import io.temper.lab.vm.VmSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The tests tagged "kernel" of all modules: counted on the host, run in a machine. */
public final class KernelTests {
  private static final String RUNNER = "io.temper.lab.suite.GuestTests";
  private static final String PAYLOAD = "tests";
  private static final String REPORTS = "reports";

  /** With the name of an example, the property that has its class path in the guest. */
  private static final String EXAMPLE = "temper.example.";

  private static final Duration COUNT_TIMEOUT = Duration.ofMinutes(2);

  private final Workspace workspace;

  /**
   * Creates the tests of a tree.
   *
   * @param workspace the tree, packaged by Maven
   */
  public KernelTests(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Counts the tests without running them.
   *
   * @return how many there are
   */
  public TestCount count() {
    TestClassPath classPath = TestClassPath.of(workspace);
    return classPath.testClasses().isEmpty()
        ? new TestCount(0, 0)
        : TestCount.parse(listed(classPath));
  }

  /**
   * Lists the CPUs that the chosen tests ask for.
   *
   * @param choice which tests
   * @return layouts as {@code --cpus} takes them, the usual one first, each once
   */
  public List<String> machines(TestChoice choice) {
    return list().stream()
        .filter(choice::includes)
        .map(KernelTest::machine)
        .distinct()
        .sorted(Comparator.comparing((String machine) -> !machine.equals(KernelTest.USUAL_MACHINE))
            .thenComparing(machine -> CpuLayout.parse(machine).cpus()))
        .toList();
  }

  /**
   * Lists the rows that some test proves.
   *
   * @return rows in the order of the matrix
   */
  public List<Row> rows() {
    List<KernelTest> tests = list();
    return Row.ALL.stream()
        .filter(row -> tests.stream().anyMatch(test -> test.rows().contains(row.id())))
        .toList();
  }

  List<KernelTest> list() {
    return KernelTest.parse(listed(required(TestClassPath.of(workspace))));
  }

  private String listed(TestClassPath classPath) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var argv = List.of(
        java,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        classPath.onHost(),
        RUNNER,
        "list",
        classPath.testClassesOnHost());
    return new HostCommand(argv, workspace.root(), COUNT_TIMEOUT).run();
  }

  private static TestClassPath required(TestClassPath classPath) {
    if (classPath.testClasses().isEmpty()) {
      throw new LabException(
          "no module has a test class tagged \"kernel\" in its target/test-classes: build first:"
              + " ./mvnw -DskipTests package");
    }
    return classPath;
  }

  /**
   * Runs tests in one machine.
   *
   * @param vm the machine
   * @param request which tests, how, and on which CPUs
   * @param shape sets memory, time and accelerator, and CPUs if the request leaves them open
   * @param lines takes each line that the tests print
   * @return how they ended; a guest that died counts as a failed test
   */
  public SuiteResult run(
      LabVm vm, SuiteRequest request, UnaryOperator<VmSpec.Builder> shape, Consumer<String> lines) {
    TestClassPath classPath = required(TestClassPath.of(workspace));
    Path reports = reports(vm.kernel().version().series()).resolve(request.folder());
    Path staging = vm.kernel()
        .folder()
        .resolveSibling(".staging-" + ProcessHandle.current().pid());
    try {
      Folders.delete(reports);
      List<String> command = stage(classPath, staging, request);
      VmSpec.Builder builder =
          shape.apply(VmSpec.of(command).payload(PAYLOAD, staging).results(reports));
      request.machine().map(CpuLayout::parse).ifPresent(builder::cpus);
      return run(vm, builder.build(), reports, new TestLog(request.machineName(), lines));
    } catch (IOException e) {
      throw new LabException("cannot lay out the tests in " + staging + ": " + e, e);
    } finally {
      deleteQuietly(staging);
    }
  }

  private static SuiteResult run(LabVm vm, VmSpec spec, Path reports, TestLog log) {
    var stream = new StreamTally(log);
    try {
      VmResult result = vm.run(spec, stream);
      if (log.inTheMiddle()) {
        log.guestDied("the tests' JVM ended with code " + result.exitCode() + " in a test");
        return new SuiteResult(stream.ofDeadGuest(), log.ended(), true);
      }
      Tally tally = JUnitReports.read(reports.resolve(REPORTS));
      if (result.exitCode() != 0 && tally.failed() == 0 && tally.passed() > 0) {
        throw new LabException("all tests passed and yet their JVM ended with code "
            + result.exitCode()
            + ": look into "
            + reports);
      }
      return new SuiteResult(tally, log.ended(), false);
    } catch (LabException e) {
      log.guestDied(String.valueOf(e.getMessage()));
      return new SuiteResult(stream.ofDeadGuest(), log.ended(), true);
    }
  }

  /**
   * Returns where the reports of a kernel go.
   *
   * @param series the kernel's series, as in "6.18"
   * @return a folder in the build's output
   */
  public Path reports(String series) {
    return workspace.root().resolve("lab/target/reports").resolve(series);
  }

  /** Copies everything into one folder and returns the command that runs it in the guest. */
  private List<String> stage(TestClassPath classPath, Path staging, SuiteRequest request)
      throws IOException {
    Folders.delete(staging);
    Files.createDirectories(staging);
    var files = new GuestFiles(staging, PAYLOAD);
    String roots = files.addAll(classPath.testClasses());
    String jars = files.addAll(classPath.others());
    var command = new ArrayList<String>();
    command.addAll(List.of("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(request.properties());
    command.addAll(programs(files));
    command.addAll(List.of("-cp", roots + File.pathSeparator + jars, RUNNER));
    command.addAll(List.of("run", roots, "/results/" + REPORTS));
    command.addAll(request.choice().arguments());
    return command;
  }

  /** Adds what a test starts beside itself, as far as it was built, and returns where it is. */
  private List<String> programs(GuestFiles files) throws IOException {
    var properties = new ArrayList<String>();
    var archive = BuiltArchive.find(workspace);
    if (archive.isPresent()) {
      properties.add(
          "-D" + BuiltArchive.PROPERTY + "=" + files.add(archive.get().file()));
    }
    for (BuiltModule example : workspace.examples()) {
      if (example.isBuiltProgram()) {
        properties.add("-D" + EXAMPLE + example.name() + "=" + files.addAll(example.program()));
      }
    }
    return properties;
  }

  private static void deleteQuietly(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      // The run's outcome matters more; the next run of this process id removes it.
      return;
    }
  }
}

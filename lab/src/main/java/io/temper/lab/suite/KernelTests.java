package io.temper.lab.suite;

import io.temper.lab.LabException;
import io.temper.lab.host.Folders;
import io.temper.lab.host.HostCommand;
import io.temper.lab.vm.LabVm;
import io.temper.lab.vm.VmResult;
import io.temper.lab.vm.VmSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The tests tagged "kernel" of all modules: counted on the host, run in a machine. */
public final class KernelTests {
  private static final String RUNNER = "io.temper.lab.suite.GuestTests";
  private static final String PAYLOAD = "tests";
  private static final String REPORTS = "reports";
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
    if (classPath.testClasses().isEmpty()) {
      return new TestCount(0, 0);
    }
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
    return TestCount.parse(new HostCommand(argv, workspace.root(), COUNT_TIMEOUT).run());
  }

  /**
   * Runs the tests in a machine.
   *
   * @param vm the machine
   * @param names simple or full names of the classes to run; empty for all
   * @param shape sets CPUs, memory, time and accelerator
   * @param lines takes each line that the tests print
   * @return how they ended; a guest that died counts as a failed test
   */
  public Tally run(
      LabVm vm, List<String> names, UnaryOperator<VmSpec.Builder> shape, Consumer<String> lines) {
    TestClassPath classPath = TestClassPath.of(workspace);
    if (classPath.testClasses().isEmpty()) {
      throw new LabException(
          "no module has a test class tagged \"kernel\" in its target/test-classes: build first:"
              + " ./mvnw -DskipTests package");
    }
    Path reports = reports(vm.kernel().version().series());
    Path staging = vm.kernel()
        .folder()
        .resolveSibling(".staging-" + ProcessHandle.current().pid());
    try {
      Folders.delete(reports);
      List<String> command = stage(classPath, staging, names);
      VmSpec spec = shape
          .apply(VmSpec.of(command).payload(PAYLOAD, staging).results(reports))
          .build();
      return run(vm, spec, reports, lines);
    } catch (IOException e) {
      throw new LabException("cannot lay out the tests in " + staging + ": " + e, e);
    } finally {
      deleteQuietly(staging);
    }
  }

  private static Tally run(LabVm vm, VmSpec spec, Path reports, Consumer<String> lines) {
    var stream = new StreamTally(lines);
    try {
      VmResult result = vm.run(spec, stream);
      Tally tally = JUnitReports.read(reports.resolve(REPORTS));
      if (result.exitCode() != 0 && tally.failed() == 0 && tally.passed() > 0) {
        throw new LabException("all tests passed and yet their JVM ended with code "
            + result.exitCode()
            + ": look into "
            + reports);
      }
      return tally;
    } catch (LabException e) {
      lines.accept(String.valueOf(e.getMessage()));
      return stream.ofDeadGuest();
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
  private static List<String> stage(TestClassPath classPath, Path staging, List<String> names)
      throws IOException {
    Folders.delete(staging);
    Files.createDirectories(staging);
    var roots = new ArrayList<String>();
    var entries = new ArrayList<String>();
    for (Path classes : classPath.testClasses()) {
      String name = roots.size() + "-test-classes";
      Folders.copy(classes, staging.resolve(name));
      roots.add(PAYLOAD + "/" + name);
    }
    for (Path jar : classPath.others()) {
      String name = entries.size() + "-" + jar.getFileName();
      Files.copy(jar, staging.resolve(name));
      entries.add(PAYLOAD + "/" + name);
    }
    entries.addAll(0, roots);
    var command = new ArrayList<String>();
    command.addAll(List.of("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", String.join(File.pathSeparator, entries), RUNNER));
    command.addAll(List.of("run", String.join(File.pathSeparator, roots), "/results/" + REPORTS));
    command.addAll(names);
    return command;
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

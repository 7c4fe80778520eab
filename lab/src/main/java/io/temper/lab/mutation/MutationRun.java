package io.temper.lab.mutation;

import io.temper.lab.LabException;
import io.temper.lab.host.HostCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plants faults into packages of the core, with PIT, and runs the tests of the core and of the test kit
 * against each: the properties of the planner stand there.
 *
 * @param classPath the core's and the test kit's classes, tests and libraries
 * @param coreClasses the folder of classes that faults are planted into
 * @param reports the folder that receives PIT's report
 */
public record MutationRun(List<Path> classPath, Path coreClasses, Path reports) {
  private static final Duration AT_MOST = Duration.ofHours(4);

  /** So long beyond its usual time a test may take: a busy host is no fault that somebody noticed. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** They look at the shape of the code; no fault of it is theirs to notice. */
  private static final String NOT_ASKED = "io.temper.*ArchitectureTest";

  /** Copies the list. */
  public MutationRun {
    classPath = List.copyOf(classPath);
  }

  /**
   * Plants and tests.
   *
   * @param packageNames packages of the core, without {@code io.temper}; those below them are meant, too
   * @return what became of the faults, package by package, sorted by name
   * @throws LabException if there is no such package, if the tests fail without a fault, or PIT does
   */
  public List<MutationScore> of(List<String> packageNames) {
    packageNames.forEach(this::requireBuilt);
    new HostCommand(command(packageNames), coreClasses, AT_MOST).run();
    return MutationScore.parse(packageNames, read(reports.resolve("mutations.csv")));
  }

  private void requireBuilt(String packageName) {
    Path folder = coreClasses.resolve("io/temper").resolve(packageName.replace('.', '/'));
    if (!Files.isDirectory(folder)) {
      throw new LabException("io.temper." + packageName + " is no package of the core in "
          + coreClasses + "; built packages are: " + packages());
    }
  }

  List<String> command(List<String> packageNames) {
    String entries = join(classPath, File.pathSeparator);
    String targets = packageNames.stream()
        .map(name -> "io.temper." + name + ".*")
        .collect(Collectors.joining(","));
    var argv = new ArrayList<String>();
    argv.add(ProcessHandle.current().info().command().orElse("java"));
    argv.addAll(List.of(
        "-cp",
        System.getProperty("java.class.path") + File.pathSeparator + entries,
        "org.pitest.mutationtest.commandline.MutationCoverageReport"));
    argv.addAll(List.of("--reportDir", reports.toString()));
    argv.addAll(List.of("--targetClasses", targets));
    argv.addAll(List.of("--targetTests", "io.temper.*"));
    argv.addAll(List.of("--excludedTestClasses", NOT_ASKED));
    argv.addAll(List.of("--sourceDirs", coreClasses.toString()));
    argv.addAll(List.of("--mutableCodePaths", coreClasses.toString()));
    argv.addAll(List.of("--outputFormats", "CSV,HTML"));
    argv.addAll(List.of("--timestampedReports", "false"));
    argv.addAll(List.of("--timeoutConst", Long.toString(PATIENCE.toMillis())));
    argv.addAll(List.of("--threads", Integer.toString(Runtime.getRuntime().availableProcessors())));
    return argv;
  }

  private String packages() {
    try (var folders = Files.list(coreClasses.resolve("io/temper"))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      throw new LabException("cannot list " + coreClasses + ": build first: " + e, e);
    }
  }

  private static String join(List<Path> paths, String separator) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(separator));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new LabException("mutation testing left no report: cannot read " + file + ": " + e, e);
    }
  }
}

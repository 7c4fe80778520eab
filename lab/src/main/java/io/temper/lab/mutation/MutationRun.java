package io.temper.lab.mutation;

import io.temper.lab.LabException;
import io.temper.lab.host.HostCommand;
import io.temper.lab.host.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plants faults into packages of the pure modules, with PIT, and runs their tests and those of the test kit
 * against each: the properties of the planner stand there.
 *
 * @param classPath the classes, tests and libraries of these modules and of the test kit
 * @param planted the folders of classes that faults are planted into, one a module
 * @param reports the folder that receives PIT's reports, a folder a package
 */
public record MutationRun(List<Path> classPath, List<Path> planted, Path reports) {
  private static final Duration AT_MOST = Duration.ofHours(4);

  private static final String PIT = "org.pitest.mutationtest.commandline.MutationCoverageReport";

  /** So long beyond its usual time a test may take: a busy host is no fault that somebody noticed. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** They look at the shape of the code; no fault of it is theirs to notice. */
  private static final String NOT_ASKED = "io.temper.*ArchitectureTest";

  /** Copies the lists. */
  public MutationRun {
    classPath = List.copyOf(classPath);
    planted = List.copyOf(planted);
  }

  /**
   * Plants and tests, one package after the other. What was found of a package is kept: a run that was
   * ended goes on with the next one, as long as the classes and tests, PIT and its options are the same.
   *
   * @param packageNames packages of these modules, without {@code io.temper}; those below them are meant, too
   * @param progress is told of each package
   * @return what became of the faults, package by package, sorted by name
   * @throws Exception if there is no such package, or one is named twice or lies in another; if the tests fail
   *     without a fault, or PIT does
   */
  public List<MutationScore> of(List<String> packageNames, Progress progress) throws Exception {
    packageNames.forEach(this::requireBuilt);
    requireApart(packageNames);
    String tree = ClassTrees.digest(classPath);
    var lines = new StringBuilder();
    for (String name : packageNames) {
      var kept = new KeptReport(reports.resolve(name));
      String mark = mark(tree, name, System.getProperty("java.class.path", ""));
      if (!kept.isOf(mark)) {
        progress.step("planting faults into io.temper." + name, () -> {
          plant(name, kept, mark);
          return kept;
        });
      }
      lines.append(kept.text());
    }
    return MutationScore.parse(packageNames, lines.toString());
  }

  /**
   * Tells what a report is of: the classes and tests, PIT by the names of its jars, and what PIT is asked for.
   *
   * @param tree the digest of the classes and tests
   * @param packageName whose report
   * @param launcher the class path of this process, from which PIT comes
   */
  static String mark(String tree, String packageName, String launcher) {
    String pit = Arrays.stream(launcher.split(Pattern.quote(File.pathSeparator), -1))
        .map(entry -> String.valueOf(Path.of(entry).getFileName()))
        .filter(jar -> jar.startsWith("pitest"))
        .sorted()
        .collect(Collectors.joining(" "));
    return String.join("\n", tree, pit, String.join(" ", question(packageName)));
  }

  /** A package means those below it, too: a fault that two of them mean would count twice. */
  private static void requireApart(List<String> packageNames) {
    for (int i = 0; i < packageNames.size(); i++) {
      String name = packageNames.get(i);
      for (String earlier : packageNames.subList(0, i)) {
        if ((name + ".").startsWith(earlier + ".") || (earlier + ".").startsWith(name + ".")) {
          throw new LabException("faults of io.temper." + name + " would count twice: " + earlier
              + " is named, too, and a package means those below it");
        }
      }
    }
  }

  private void plant(String name, KeptReport kept, String mark) {
    kept.forget();
    new HostCommand(command(name, kept.folder()), kept.folder(), AT_MOST).run();
    kept.mark(mark);
  }

  private void requireBuilt(String packageName) {
    Path folder = Path.of("io", "temper").resolve(packageName.replace('.', '/'));
    if (planted.stream().noneMatch(classes -> Files.isDirectory(classes.resolve(folder)))) {
      throw new LabException("io.temper." + packageName + " is no package in any of " + planted
          + "; built packages are: " + packages());
    }
  }

  private List<String> command(String packageName, Path report) {
    String entries = join(classPath, File.pathSeparator);
    var argv = new ArrayList<String>();
    argv.add(ProcessHandle.current().info().command().orElse("java"));
    argv.addAll(
        List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator + entries, PIT));
    argv.addAll(List.of("--reportDir", report.toString()));
    argv.addAll(List.of("--sourceDirs", join(planted, ",")));
    argv.addAll(List.of("--mutableCodePaths", join(planted, ",")));
    argv.addAll(List.of("--outputFormats", "CSV,HTML"));
    argv.addAll(List.of("--timestampedReports", "false"));
    argv.addAll(question(packageName));
    argv.addAll(List.of("--threads", Integer.toString(Runtime.getRuntime().availableProcessors())));
    return argv;
  }

  /** The options of PIT on which its answer depends. */
  private static List<String> question(String packageName) {
    return List.of(
        "--targetClasses",
        "io.temper." + packageName + ".*",
        "--targetTests",
        "io.temper.*",
        "--excludedTestClasses",
        NOT_ASKED,
        "--timeoutConst",
        Long.toString(PATIENCE.toMillis()));
  }

  private String packages() {
    return planted.stream()
        .flatMap(MutationRun::packagesIn)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> packagesIn(Path classes) {
    try (var folders = Files.list(classes.resolve("io/temper"))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new LabException("cannot list " + classes + ": build first: " + e, e);
    }
  }

  private static String join(List<Path> paths, String separator) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(separator));
  }
}

package io.temper.lab.suite;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.launcher.TagFilter.includeTags;

import java.io.File;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/**
 * The program that finds and runs the tests tagged "kernel": {@code list FOLDERS} prints how many
 * there are in how many classes, and each; {@code run FOLDERS REPORTS [CHOICE...]} runs them, prints
 * {@link TestLine}s for each, and writes XML reports. FOLDERS are the folders of test classes,
 * separated as a class path is; a CHOICE is that of {@link TestChoice}. It ends with code 0 if tests
 * ran and all passed, and else with 1.
 */
public final class GuestTests {
  /** The tag of tests that need a kernel with sched_ext. */
  static final String TAG = "kernel";

  private GuestTests() {}

  /**
   * Runs the program.
   *
   * @param arguments as told above
   */
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> all = List.of(arguments);
    if (all.size() >= 2 && all.get(0).equals("list")) {
      out.println(list(all.get(1)));
    } else if (all.size() >= 3 && all.get(0).equals("run")) {
      Path reports = Path.of(all.get(2));
      var choice = TestChoice.parse(all.subList(3, all.size()));
      System.exit(run(all.get(1), reports, choice, out) ? 0 : 1);
    } else {
      System.err.println("usage: list FOLDERS | run FOLDERS REPORTS [CHOICE...]");
      System.exit(2);
    }
  }

  private static String list(String folders) {
    Launcher launcher = LauncherFactory.create();
    TestPlan plan = launcher.discover(request(folders, TestChoice.ALL));
    Set<KernelTest> tests = plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(GuestTests::counts)
        .map(KernelTest::of)
        .collect(Collectors.toCollection(LinkedHashSet::new));
    long classes = tests.stream().map(KernelTest::className).distinct().count();
    return Stream.concat(
            Stream.of(new TestCount(tests.size(), Math.toIntExact(classes))), tests.stream())
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  /** A method that makes its tests while it runs (a parameterized one) counts as one. */
  private static boolean counts(TestIdentifier test) {
    return test.getSource().filter(MethodSource.class::isInstance).isPresent();
  }

  private static boolean run(String folders, Path reports, TestChoice choice, PrintStream out) {
    var summary = new SummaryGeneratingListener();
    var writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
    LauncherFactory.create()
        .execute(
            request(folders, choice),
            new TestLinePrinter(out),
            summary,
            new LegacyXmlReportGeneratingListener(reports, writer));
    var totals = summary.getSummary();
    totals.printFailuresTo(writer, 30);
    return totals.getTotalFailureCount() == 0 && totals.getTestsSucceededCount() > 0;
  }

  private static LauncherDiscoveryRequest request(String folders, TestChoice choice) {
    Set<Path> roots = Stream.of(folders.split(File.pathSeparator, -1))
        .map(Path::of)
        .collect(Collectors.toCollection(LinkedHashSet::new));
    var request = LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectClasspathRoots(roots))
        .filters(includeTags(TAG), choice.filter())
        .configurationParameter("junit.platform.output.capture.stdout", "true")
        .configurationParameter("junit.platform.output.capture.stderr", "true");
    if (!choice.classes().isEmpty()) {
      request.filters(includeClassNamePatterns(choice.classPatterns()));
    }
    return request.build();
  }
}

package io.temper.deploy;

import io.temper.testkit.ProgramRun;
import io.temper.testkit.cluster.HelmProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The chart of this build, and Helm. */
final class Chart {
  /** The root of the tree: the documented commands are typed there. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  static final Path FOLDER = Path.of("helm", "temper");

  /** The chart, as the documents name it. */
  static final String DOCUMENTED = "deploy/helm/temper";

  /** Without a cluster Helm takes the version that it was built for. */
  static final String KUBERNETES = "1.34.4";

  /** The chart does not change while its tests run. */
  private static final Map<List<String>, ProgramRun> RENDERED = new ConcurrentHashMap<>();

  private Chart() {}

  /** Returns the chart rendered as release and namespace {@code temper}, with these options. */
  static List<Manifest> render(String... options) {
    return render(List.of(options));
  }

  /** The same. */
  static List<Manifest> render(List<String> options) {
    return Manifest.all(textAs("temper", options));
  }

  /** Returns what Helm prints for that. */
  static String text(String... options) {
    return textAs("temper", List.of(options));
  }

  /** The same as another release. */
  static String textAs(String release, List<String> options) {
    ProgramRun run = template(release, options);
    if (run.exitCode() != 0) {
      throw new AssertionError(run.err());
    }
    return run.out();
  }

  /** Returns what Helm says about values that the chart refuses. */
  static String refusal(String... options) {
    ProgramRun run = template("temper", List.of(options));
    if (run.exitCode() == 0) {
      throw new AssertionError("not refused: " + List.of(options));
    }
    return run.err();
  }

  private static ProgramRun template(String release, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("template", release, DOCUMENTED));
    arguments.addAll(List.of("--namespace", "temper", "--kube-version", KUBERNETES));
    arguments.addAll(options);
    return RENDERED.computeIfAbsent(arguments, unused -> helm(Map.of(), arguments));
  }

  /** Runs Helm at the root of the tree. */
  static ProgramRun helm(Map<String, String> variables, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    command.addAll(arguments);
    return ProgramRun.of(ROOT, variables, command);
  }

  /** Returns the program; tests that ask for it need {@code NeedsHelm}. */
  static Path program() {
    return HelmProgram.find(System.getenv(), Path.of(System.getProperty("user.home")))
        .orElseThrow();
  }
}

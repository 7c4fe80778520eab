package io.temper.lab.cli;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.host.Progress;
import io.temper.lab.mutation.MutationPage;
import io.temper.lab.mutation.MutationRun;
import io.temper.lab.mutation.MutationScore;
import io.temper.lab.suite.BuiltModule;
import io.temper.lab.suite.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code temper lab mutate}: whether the tests notice faults planted into what is pure. */
@Command(
    name = "mutate",
    description = {
      "Plants faults into the core, and counts which of them a test notices.",
      "One at a time, into packages of planning, linter and rightsizer.",
      "Boots nothing. Takes minutes for each package; a run that was ended goes on where it was."
    },
    mixinStandardHelpOptions = true)
public final class MutateCommand implements Callable<Integer> {
  private static final int MOST_PERCENT = 100;

  /** Modules of values and pure functions. */
  private static final List<String> PURE =
      List.of("temper-core", "temper-lint", "temper-rightsize");

  @Parameters(
      paramLabel = "PACKAGE",
      arity = "0..*",
      description =
          "Packages of the pure modules, with those below them. Default: ${DEFAULT-VALUE}.",
      defaultValue = "tier,profile,plan,lint,rightsize",
      split = ",")
  private List<String> packages = List.of();

  @Option(
      names = "--at-least",
      paramLabel = "PERCENT",
      description = "What each package must reach for exit code 0. Default: ${DEFAULT-VALUE}.",
      defaultValue = "85")
  private int target = MOST_PERCENT;

  @Option(names = "--page", description = "Write docs/mutation.md, too.")
  private boolean page;

  /** Creates the command; picocli sets its fields. */
  public MutateCommand() {}

  @Override
  public Integer call() throws Exception {
    if (target < 0 || target > MOST_PERCENT) {
      throw new LabException("--at-least takes 0 to " + MOST_PERCENT + " percent, not " + target);
    }
    Path root = Workspace.ofProcess().root();
    MutationRun run = run(root);
    Progress progress = LabSetup.ofProcess().progress();
    List<MutationScore> scores = run.of(packages, progress);
    for (MutationScore score : scores) {
      System.out.println(line(score));
      score.missed().forEach(mutant -> System.out.println("  not noticed: " + mutant));
    }
    if (page) {
      write(root.resolve("docs/mutation.md"), MutationPage.render(scores, target));
    }
    return scores.stream().allMatch(score -> score.percent() >= target) ? 0 : 1;
  }

  private static MutationRun run(Path root) {
    var classPath = new ArrayList<Path>();
    var planted = new ArrayList<Path>();
    for (String name : PURE) {
      List<Path> classesAndTests = new BuiltModule(root.resolve(name)).classesAndTests();
      planted.add(classesAndTests.get(0));
      classPath.addAll(classesAndTests);
    }
    var testkit = new BuiltModule(root.resolve("temper-testkit"));
    classPath.addAll(testkit.classesAndTests());
    classPath.addAll(testkit.libraries(root));
    return new MutationRun(classPath, planted, root.resolve("lab/target/mutation"));
  }

  private String line(MutationScore score) {
    return String.format(
        Locale.ROOT,
        "io.temper.%s: %d of %d faults noticed, %d %%, %d of them by a test that hung%s%s",
        score.packageName(),
        score.noticed(),
        score.mutants().size(),
        score.percent(),
        score.hung(),
        score.leftOut() == 0 ? "" : ", " + score.leftOut() + " left out",
        score.percent() >= target ? "" : ", which is below " + target + " %");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LabException("cannot write " + file + ": " + e, e);
    }
  }
}

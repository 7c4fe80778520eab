package io.temper.lab.cli;

import io.temper.lab.LabException;
import io.temper.lab.matrix.MatrixPage;
import io.temper.lab.matrix.Results;
import io.temper.lab.matrix.RowResult;
import io.temper.lab.suite.BpfObject;
import io.temper.lab.suite.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code temper lab matrix}: the page of the conformance matrix. */
@Command(
    name = "matrix",
    description = {
      "Writes docs/kernel-matrix.md from docs/kernel-results.",
      "Boots nothing.",
      "With --take, results of runs are kept there first."
    },
    mixinStandardHelpOptions = true)
public final class MatrixCommand implements Callable<Integer> {
  @Option(
      names = "--take",
      paramLabel = "DIR",
      description =
          "Keep the results that 'test' and 'nightly' wrote there, as in lab/target/results.")
  private @Nullable Path taken;

  /** Creates the command; picocli sets its fields. */
  public MatrixCommand() {}

  @Override
  public Integer call() {
    Path root = Workspace.ofProcess().root();
    var kept = new Results(root.resolve("docs/kernel-results"));
    String object = BpfObject.kept(root);
    if (taken != null) {
      List<RowResult> runs = new Results(taken).runs();
      if (runs.isEmpty()) {
        throw new LabException("--take " + taken
            + " holds no result: run './temper lab test' or './temper lab nightly' first");
      }
      kept.keep(runs, object);
    }
    Path page = root.resolve("docs/kernel-matrix.md");
    try {
      Files.writeString(page, MatrixPage.render(kept.kept(), object));
    } catch (IOException e) {
      throw new LabException("cannot write " + page + ": " + e, e);
    }
    System.out.println(page);
    return 0;
  }
}

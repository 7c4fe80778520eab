package io.temper.lab.cli;

import io.temper.lab.matrix.Results;
import io.temper.lab.suite.Workspace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs write their results, the same for every command that has some. */
public final class ResultOptions {
  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where results go, a file a kernel and row. Default: lab/target/results.")
  private @Nullable Path folder;

  /** Creates the options; picocli sets its fields. */
  public ResultOptions() {}

  Results of(Workspace workspace) {
    return new Results(folder == null ? workspace.root().resolve("lab/target/results") : folder);
  }
}

package io.temper.agent.cli.option;

import io.temper.agent.cli.console.CliContext;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The option that chooses between text and JSON. */
public final class OutputOption {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "Write ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OutputFormat format = OutputFormat.TABLE;

  /** Writes what the user chose; the other is not even computed. */
  public void print(CliContext context, Supplier<List<String>> text, Supplier<String> json) {
    var lines =
        switch (format) {
          case TABLE -> text.get();
          case JSON -> List.of(json.get());
        };
    context.console().print(lines);
  }
}

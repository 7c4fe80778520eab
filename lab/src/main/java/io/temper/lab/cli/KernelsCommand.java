package io.temper.lab.cli;

import io.temper.lab.LabSetup;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code temper lab kernels}: which kernels are in the cache, and which can be brought there. */
@Command(
    name = "kernels",
    description = "Lists the kernels that can be booted, and those that are in the cache.",
    mixinStandardHelpOptions = true)
public final class KernelsCommand implements Callable<Integer> {
  /** How the list is printed. */
  enum Format {
    TABLE,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json",
      description = "How to print the list.",
      defaultValue = "table")
  private Format format = Format.TABLE;

  /** Creates the command; picocli sets its fields. */
  public KernelsCommand() {}

  @Override
  public Integer call() {
    LabSetup setup = LabSetup.ofProcess();
    List<KernelRow> rows =
        KernelRow.of(setup.catalog().offers(), setup.kernels().cached());
    System.out.println(format == Format.JSON ? json(rows) : KernelTable.render(rows));
    return 0;
  }

  private static String json(List<KernelRow> rows) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(rows);
  }
}

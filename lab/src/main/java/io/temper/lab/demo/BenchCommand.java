package io.temper.lab.demo;

import io.temper.lab.cli.MachineOptions;
import io.temper.lab.host.Folders;
import io.temper.lab.kernel.KernelVersion;
import io.temper.lab.suite.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code temper lab bench}: the scheduler against the stock one, in one machine. */
@Command(
    name = "bench",
    description = {
      "Measures the scheduler against the stock one in a virtual machine.",
      "Interleaved: hackbench, ping-pong, forks and Redis with nothing beside them, and Redis"
          + " beside 0 to 8 spinners per CPU under the stock scheduler, in the real-time class and"
          + " under Temper. With --icount --cpus 1 the clock counts instructions.",
      "",
      "Further options: --rounds N (20), --minutes M, --seconds S (1), --ladder N,..., and"
          + " --only PART,... of hackbench, pipe, fork, redis, ladder, cost.",
      ""
    },
    footer = {"", "Writes report.json and report.html. 20 rounds take about 12 minutes."},
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  @Mixin
  private MachineOptions machine = new MachineOptions("60m");

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "target/bench",
      description = "Where the reports go. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("target/bench");

  @Option(
      names = "--keep",
      description = "Keep the result in benchmarks/results of the checkout, and write"
          + " docs/benchmarks.md again.")
  private boolean keep;

  /** The agent's business, which declares and checks them. */
  @Unmatched
  private List<String> measurement = new ArrayList<>();

  /** Creates the command; picocli sets its fields. */
  public BenchCommand() {}

  @Override
  public Integer call() throws IOException {
    var reports = new GuestReports("benchmark", machine, folder);
    reports.requireWritable();
    AgentJars jars = AgentJars.of(Workspace.ofProcess());
    var host = new HostAgent(jars);
    List<String> options = options();
    int refused = host.check("bench", options);
    if (refused != 0) {
      return refused;
    }
    var look = new GuestMeasurement.Look(true, false);
    int code = reports.run(new GuestMeasurement(jars, List.of("bench"), options, look));
    return code == 0 && keep ? keep(host) : code;
  }

  private List<String> options() {
    var options = new ArrayList<>(measurement);
    if (machine.icount()) {
      options.addAll(List.of("--clock", "instructions"));
    }
    return List.copyOf(options);
  }

  private int keep(HostAgent host) throws IOException {
    Path root = Workspace.ofProcess().root();
    Path kept = Files.createDirectories(root.resolve("benchmarks/results"));
    Files.copy(
        folder.resolve(GuestReports.JSON),
        kept.resolve(name(machine)),
        StandardCopyOption.REPLACE_EXISTING);
    var line = new ArrayList<>(
        List.of("bench", "--page", root.resolve("docs/benchmarks.md").toString()));
    Folders.list(kept).forEach(file -> line.add(file.toString()));
    return host.run(line);
  }

  /** One file a series and kind of clock: a new result takes the place of the old one. */
  static String name(MachineOptions machine) {
    return series(machine.kernel()) + (machine.icount() ? "-icount" : "") + ".json";
  }

  private static String series(String kernel) {
    return KernelVersion.parse(kernel).map(KernelVersion::series).orElse(kernel); // "newest"
  }
}

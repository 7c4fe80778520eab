package io.temper.agent.bench;

import io.temper.TemperException;
import io.temper.agent.bench.report.BenchHtml;
import io.temper.agent.bench.report.BenchJson;
import io.temper.agent.bench.report.BenchPage;
import io.temper.agent.bench.report.BenchReport;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.demo.DemoHost;
import io.temper.agent.demo.ReportFiles;
import io.temper.agent.report.agent.VersionReport;
import io.temper.agent.report.input.InputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code temper bench}: measures on this host's kernel; what {@code temper lab bench} runs in a guest. */
@Command(
    name = "bench",
    hidden = true,
    header = "Benchmark the scheduler against the stock one on this host.",
    description = {
      "",
      "Needs root, sched_ext, redis, hackbench, stress-ng and bpftool: './temper lab bench' of a"
          + " checkout runs it in a virtual machine that has all of them."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final Duration SETTLE = Duration.ofMillis(300);
  private static final int CONNECTIONS = 4;
  /** Programs that only this needs, with their Debian packages. */
  private static final Map<String, String> PROGRAMS =
      Map.of("hackbench", "rt-tests", "stress-ng", "stress-ng", "bpftool", "bpftool");

  private final CliContext context;
  private final Supplier<DemoHost> hosts;
  private final Supplier<VersionReport> versions;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where report.json and report.html go. Default: the current folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often each arm is measured. Default: 20, the least that counts.")
  private int rounds;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "60",
      description =
          "Begin no round after this time; the report says how many there were. Default: 60.")
  private int minutes;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "1",
      description = "How long each time, in whole seconds. Default: 1.")
  private int seconds;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Measure only these: hackbench, pipe, fork, redis, ladder, cost. Default: all.")
  private List<String> only = List.of();

  @Option(
      names = "--ladder",
      paramLabel = "N",
      split = ",",
      description = "Spinners per CPU beside the service: of 0, 1, 2, 4, 8. Default: all.")
  private List<Integer> ladder = BenchPods.LADDER;

  @Option(
      names = "--clock",
      paramLabel = "KIND",
      defaultValue = "wall",
      description = "What the machine's clock counts, for the report: wall or instructions.")
  private String clock = "wall";

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Measure nothing: write FILE from the kept results given.")
  private @Nullable Path page;

  /** For the lab, which asks before it boots. */
  @Option(names = "--check", hidden = true)
  private boolean check;

  @Parameters(paramLabel = "RESULT", arity = "0..*", description = "Kept results, for --page.")
  private List<Path> results = List.of();

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param hosts opens this host
   * @param versions what the report names
   */
  public BenchCommand(
      CliContext context, Supplier<DemoHost> hosts, Supplier<VersionReport> versions) {
    this.context = context;
    this.hosts = hosts;
    this.versions = versions;
  }

  @Override
  public Integer call() {
    BenchOptions options = options();
    if (page != null) {
      writePage(page);
    } else if (!results.isEmpty()) {
      throw new InputException("results are for --page FILE; see 'temper help bench'");
    } else if (!check) {
      measure(options);
    }
    return ExitCode.OK.number();
  }

  private BenchOptions options() {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    try {
      only.forEach(id -> parts.add(Part.ofId(id)));
      if (!Set.of("wall", "instructions").contains(clock)) {
        throw new IllegalArgumentException("a clock is wall or instructions: " + clock);
      }
      return new BenchOptions(
          rounds,
          Duration.ofMinutes(minutes),
          Duration.ofSeconds(seconds),
          SETTLE,
          CONNECTIONS,
          only.isEmpty() ? EnumSet.allOf(Part.class) : parts,
          ladder,
          clock);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + "; see 'temper help bench'", e);
    }
  }

  private void writePage(Path file) {
    if (results.isEmpty()) {
      throw new InputException("--page needs kept results: benchmarks/results/*.json");
    }
    try {
      ReportFiles.write(
          file, BenchPage.write(results.stream().map(BenchJson::read).toList()));
    } catch (TemperException e) {
      throw new InputException("--page: " + e.getMessage(), e);
    }
    context.console().note("wrote " + file);
  }

  private void measure(BenchOptions options) {
    ReportFiles.prepare(folder);
    DemoHost host = hosts.get();
    host.require("the benchmark", PROGRAMS, ". './temper lab bench' makes a machine for it.");
    VersionReport version = versions.get();
    BenchReport report = new BenchRun(
            options, host.open(), host.root(), line -> context.console().note(line))
        .run(new BenchReport.Build(version.version(), version.commit(), version.objectSha256()));
    ReportFiles.write(folder.resolve("report.json"), BenchJson.write(report));
    ReportFiles.write(folder.resolve("report.html"), BenchHtml.write(report));
    context.console().print(BenchPage.write(List.of(report)));
  }
}

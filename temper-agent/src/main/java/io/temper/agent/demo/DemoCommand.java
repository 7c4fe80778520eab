package io.temper.agent.demo;

import io.temper.TemperException;
import io.temper.agent.cli.console.CliContext;
import io.temper.agent.cli.console.ExitCode;
import io.temper.agent.demo.measure.Arm;
import io.temper.agent.demo.node.CgroupDriver;
import io.temper.agent.demo.report.Charts;
import io.temper.agent.demo.report.DemoReport;
import io.temper.agent.demo.report.ReportHtml;
import io.temper.agent.demo.report.ReportJson;
import io.temper.agent.demo.report.ReportText;
import io.temper.agent.report.input.InputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code temper demo}: measures a service on a full node, with and without Temper. */
@Command(
    name = "demo",
    header = "Measure a real service on a full node, with and without Temper.",
    description = {
      "",
      "Runs Redis and its client as Critical pods and CPU-hungry batch as Background pods,"
          + " and measures latency and throughput on an idle and on a full node under the stock"
          + " scheduler, under Temper and with the service in the real-time class. Without --here"
          + " all of it happens in a virtual machine that is made for it, as the options of"
          + " 'temper lab demo --help' say."
    },
    footer = {"", "Writes report.json and report.html. About three minutes once set up."})
public final class DemoCommand implements Callable<Integer> {
  private static final Duration SETTLE = Duration.ofMillis(400);
  private static final int CONNECTIONS = 4;

  private final CliContext context;
  private final Supplier<DemoHost> hosts;
  private final Supplier<String> version;

  @Option(names = "--here", description = "Run on this host's kernel. Needs root and sched_ext.")
  private boolean here;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the reports go. Default: the current folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "How often each arm is measured; 20 for a result to quote. Default: 7.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "How long each time. Default: 2.")
  private double seconds;

  @Option(
      names = "--arms",
      paramLabel = "ARM",
      split = ",",
      description = "Measure only these: stock-idle, stock-full, fifo-full, temper-full,"
          + " temper-idle. Default: all.")
  private List<String> arms = List.of();

  @Option(
      names = "--changes",
      paramLabel = "N",
      defaultValue = "4",
      description = "How often a second tiers change under Temper on the full node. Default: 4.")
  private int changes;

  @Option(
      names = "--cgroup-driver",
      paramLabel = "DRIVER",
      defaultValue = "systemd",
      description = "Name cgroups as a kubelet with this driver does: systemd or cgroupfs."
          + " Default: systemd.")
  private String driver = "systemd";

  @Option(
      names = "--chart",
      paramLabel = "REPORT",
      description = "Measure nothing: draw demo.svg and report.html again from a report.json.")
  private @Nullable Path chart;

  /** For the lab, which passes on options that it does not know, and asks before it boots. */
  @Option(names = "--check", hidden = true)
  private boolean check;

  /**
   * Creates the command.
   *
   * @param context what the commands share
   * @param hosts opens this host; called only to run here
   * @param version what the report names
   */
  public DemoCommand(CliContext context, Supplier<DemoHost> hosts, Supplier<String> version) {
    this.context = context;
    this.hosts = hosts;
    this.version = version;
  }

  @Override
  public Integer call() {
    if (check) {
      return check();
    }
    if (chart != null) {
      DemoReport report = read(chart);
      ReportFiles.prepare(folder);
      return draw(report);
    }
    if (!here) {
      throw new TemperException(
          "this is the agent alone, which measures on this host's kernel: add --here, or start"
              + " ./temper of a checkout, which makes a virtual machine for the demo");
    }
    return measure();
  }

  private int check() {
    if (chart != null) {
      throw new InputException("--chart draws without a machine: ./temper demo --chart " + chart);
    }
    options();
    return ExitCode.OK.number();
  }

  private static DemoReport read(Path file) {
    try {
      return ReportJson.read(file);
    } catch (TemperException e) {
      throw new InputException(
          "--chart: " + e.getMessage() + "; name a report.json that this command wrote", e);
    }
  }

  private int draw(DemoReport report) {
    ReportFiles.write(folder.resolve("demo.svg"), Charts.poster(report));
    ReportFiles.write(folder.resolve("report.html"), ReportHtml.write(report));
    note("drew " + folder.resolve("demo.svg") + " and " + folder.resolve("report.html"));
    return ExitCode.OK.number();
  }

  private int measure() {
    DemoOptions options = options();
    ReportFiles.prepare(folder);
    DemoHost host = hosts.get();
    host.requirePossible();
    var run = new HereDemo(options, host.open(), new HereDemo.Audience(this::note, this::showPlan));
    DemoReport report = run.run(version.get());
    ReportFiles.write(report, folder);
    context.console().print(ReportText.result(report, context.style()));
    note("wrote " + folder.resolve("report.json") + " and " + folder.resolve("report.html"));
    return ExitCode.OK.number();
  }

  private DemoOptions options() {
    List<Arm> chosen = arms.isEmpty()
        ? List.of(Arm.values())
        : arms.stream().map(id -> parse("arm", id, Arm::ofId)).toList();
    CgroupDriver named =
        parse("cgroup driver", driver, name -> CgroupDriver.valueOf(name.toUpperCase(Locale.ROOT)));
    try {
      return new DemoOptions(
          rounds,
          Duration.ofMillis(Math.round(seconds * 1000)),
          SETTLE,
          CONNECTIONS,
          changes,
          named,
          chosen);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage() + "; see 'temper help demo'", e);
    }
  }

  private static <T> T parse(String what, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new InputException("unknown " + what + " '" + text + "'; see 'temper help demo'", e);
    }
  }

  private void showPlan(DemoReport.Plan plan) {
    context.console().print(ReportText.plan(plan, context.style()));
    context.console().print("");
  }

  private void note(String line) {
    context.console().note(line);
  }
}

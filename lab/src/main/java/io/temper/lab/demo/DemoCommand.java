package io.temper.lab.demo;

import io.temper.lab.LabException;
import io.temper.lab.cli.MachineOptions;
import io.temper.lab.suite.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code temper demo}: sets up the lab by itself and runs the demo in a virtual machine. */
@Command(
    name = "demo",
    description = {
      "Measures a real service on a full node in a virtual machine.",
      "Under the stock scheduler, Temper, and the limit. Fetches what it needs first; the first time"
          + " takes minutes. With --here it measures on this host's kernel instead.",
      "",
      "Options that are not listed here say what to measure, such as --rounds N and"
          + " --arms ARM: 'temper help demo' lists them.",
      ""
    },
    footer = {"", "Writes report.json and report.html. Under six minutes once set up."},
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Mixin
  private MachineOptions machine = new MachineOptions("40m");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the reports go. Default: the current folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Use colours: auto, always, never. Default: ${DEFAULT-VALUE}.")
  private String color = "auto";

  /** The agent's business, which declares and checks them. */
  @Unmatched
  private List<String> measurement = new ArrayList<>();

  /** Creates the command; picocli sets its fields. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException {
    var reports = new GuestReports("demo", machine, folder);
    reports.requireWritable();
    AgentJars jars = AgentJars.of(Workspace.ofProcess());
    int refused = new HostAgent(jars).check("demo", measurement);
    return refused == 0
        ? reports.run(new GuestMeasurement(jars, List.of("demo", "--here"), measurement, look()))
        : refused;
  }

  private GuestMeasurement.Look look() {
    return look(color, Boolean.getBoolean("temper.stdout.terminal"), System.getenv());
  }

  /** As for every command: colours on a terminal unless NO_COLOR is set, Unicode by locale. */
  static GuestMeasurement.Look look(
      String color, boolean terminal, Map<String, String> environment) {
    boolean colored =
        switch (color.toLowerCase(Locale.ROOT)) {
          case "always" -> true;
          case "never" -> false;
          case "auto" -> terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
          default ->
            throw new LabException("--color '" + color + "' is none of auto, always, never");
        };
    String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
    return new GuestMeasurement.Look(
        locale.toUpperCase(Locale.ROOT).matches(".*UTF-?8.*"), colored);
  }
}

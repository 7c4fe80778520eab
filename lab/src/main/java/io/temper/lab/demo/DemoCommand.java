package io.temper.lab.demo;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.cli.MachineOptions;
import io.temper.lab.host.Folders;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.suite.Workspace;
import io.temper.lab.vm.LabVm;
import io.temper.lab.vm.VmResult;
import io.temper.lab.vm.VmSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
      "Measures a real service on a full node in a virtual machine: stock scheduler,",
      "Temper, and the limit. Fetches what it needs first; the first time takes minutes.",
      "With --here it measures on this host's kernel instead.",
      "",
      "Options that are not listed here say what to measure, such as --rounds N and",
      "--arms ARM: 'temper help demo' lists them.",
      ""
    },
    footer = {"", "Writes report.json and report.html. Under six minutes once set up."},
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final List<String> REPORTS = List.of("report.json", "report.html");

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
    requireWritable();
    AgentJars jars = AgentJars.of(Workspace.ofProcess());
    int refused = new HostAgent(jars).check(measurement);
    return refused == 0 ? run(new GuestDemo(jars, measurement, look())) : refused;
  }

  private int run(GuestDemo demo) throws IOException {
    Path results = Files.createTempDirectory("temper-demo-");
    try {
      VmSpec spec = machine.applyTo(demo.task(results)).build();
      LabSetup setup = LabSetup.ofProcess();
      LabVm vm = setup.machine(new KernelQuery(machine.kernel()));
      setup.progress().say("booting " + vm.kernel().release() + " for the demo");
      var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      return take(results, vm.run(spec, out::println), setup);
    } finally {
      Folders.delete(results);
    }
  }

  private int take(Path results, VmResult result, LabSetup setup) throws IOException {
    if (result.exitCode() != 0) {
      setup.progress().say("the demo failed in the guest; what it printed is above");
      return result.exitCode();
    }
    for (String report : REPORTS) {
      Files.copy(
          results.resolve(report), folder.resolve(report), StandardCopyOption.REPLACE_EXISTING);
    }
    setup
        .progress()
        .say("reports are in " + folder.toAbsolutePath().normalize() + "; the machine ran for "
            + result.took().toSeconds() + " s");
    return 0;
  }

  /** Fails before minutes are spent, not after. */
  private void requireWritable() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LabException("cannot make the folder " + folder + ": " + e.getMessage(), e);
    }
    if (!Files.isWritable(folder)) {
      throw new LabException(folder + " is not writable: name another folder with -o");
    }
  }

  private GuestDemo.Look look() {
    return look(color, Boolean.getBoolean("temper.stdout.terminal"), System.getenv());
  }

  /** As for every command: colours on a terminal unless NO_COLOR is set, Unicode by locale. */
  static GuestDemo.Look look(String color, boolean terminal, Map<String, String> environment) {
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
    return new GuestDemo.Look(locale.toUpperCase(Locale.ROOT).matches(".*UTF-?8.*"), colored);
  }
}

package io.temper.lab.demo;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.host.Folders;
import io.temper.lab.kernel.KernelQuery;
import io.temper.lab.suite.Workspace;
import io.temper.lab.vm.LabVm;
import io.temper.lab.vm.VmResult;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code temper demo}: sets up the lab by itself and runs the demo in a virtual machine. */
@Command(
    name = "demo",
    description = {
      "Measures a real service on a full node in a virtual machine: stock scheduler,",
      "Temper, and the limit. Fetches what it needs first; the first time takes minutes.",
      "With --here it measures on this host's kernel instead ('temper help demo')."
    },
    footer = {"", "Writes report.json and report.html. Under six minutes once set up."},
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final List<String> REPORTS = List.of("report.json", "report.html");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the reports go. Default: the current folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      defaultValue = "6.18",
      description = "Series (6.18), version (6.18.15) or 'newest'. Default: ${DEFAULT-VALUE}.")
  private String kernel = "6.18";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each arm is measured; 20 for a result to quote. Default: 7.")
  private @Nullable Integer rounds;

  @Option(names = "--seconds", paramLabel = "S", description = "How long each time. Default: 2.")
  private @Nullable Double seconds;

  @Option(
      names = "--arms",
      paramLabel = "ARM,...",
      description = "Measure only these: stock-idle, stock-full, temper-full, fifo-full,"
          + " temper-idle. Default: all.")
  private @Nullable String arms;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Use colours: auto, always, never. Default: ${DEFAULT-VALUE}.")
  private String color = "auto";

  /** Creates the command; picocli sets its fields. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException {
    requireWritable();
    AgentJars jars = AgentJars.of(Workspace.ofProcess());
    LabSetup setup = LabSetup.ofProcess();
    LabVm vm = setup.machine(new KernelQuery(kernel));
    setup.progress().say("booting " + vm.kernel().release() + " for the demo");
    Path results = Files.createTempDirectory("temper-demo-");
    try {
      var demo = new GuestDemo(jars, options(), look());
      var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      VmResult result = vm.run(demo.spec(results), out::println);
      return take(results, result, setup);
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

  private List<String> options() {
    var options = new ArrayList<String>();
    if (rounds != null) {
      options.addAll(List.of("--rounds", rounds.toString()));
    }
    if (seconds != null) {
      options.addAll(List.of("--seconds", seconds.toString()));
    }
    if (arms != null) {
      options.addAll(List.of("--arms", arms));
    }
    return options;
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

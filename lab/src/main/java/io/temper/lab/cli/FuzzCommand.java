package io.temper.lab.cli;

import io.temper.lab.LabException;
import io.temper.lab.LabSetup;
import io.temper.lab.host.HostCommand;
import io.temper.lab.suite.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code temper lab fuzz}: the parsers against many more broken files than a build has time for. */
@Command(
    name = "fuzz",
    description = {
      "Feeds each parser with broken forms of its kept samples, as each build does, but many more.",
      "Boots nothing. A failure names the seed that repeats it."
    },
    mixinStandardHelpOptions = true)
public final class FuzzCommand implements Callable<Integer> {
  private static final Duration AT_MOST = Duration.ofHours(4);
  private static final int MOST = 100_000_000;

  @Option(
      names = "--examples",
      paramLabel = "N",
      description = "Broken files per sample. Default: ${DEFAULT-VALUE}.",
      defaultValue = "100000")
  private int examples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Makes the same files as the run that named it. Default: others each time.")
  private long seed = System.currentTimeMillis();

  /** Creates the command; picocli sets its fields. */
  public FuzzCommand() {}

  @Override
  public Integer call() throws Exception {
    if (examples < 1 || examples > MOST) {
      throw new LabException("--examples takes 1 to " + MOST + ", not " + examples);
    }
    Path root = Workspace.ofProcess().root();
    var command = new HostCommand(argv(examples, seed), root, AT_MOST);
    String told = LabSetup.ofProcess().progress().step("fuzzing the parsers", command::run);
    List<String> counts =
        told.lines().filter(line -> line.startsWith("[INFO] Tests run:")).toList();
    if (counts.isEmpty()) {
      throw new LabException("no parser was fuzzed: there is no test named *FuzzTest");
    }
    counts.forEach(System.out::println);
    return 0;
  }

  static List<String> argv(int examples, long seed) {
    return List.of(
        "./mvnw",
        "-B",
        "test",
        "-Dspotless.check.skip",
        "-Dtest=*FuzzTest",
        "-Dsurefire.failIfNoSpecifiedTests=false",
        "-DFUZZ_EXAMPLES=" + examples,
        "-DFUZZ_SEED=" + seed);
  }
}
